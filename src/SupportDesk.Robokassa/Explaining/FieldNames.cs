using System.Collections.Frozen;

namespace SupportDesk.Robokassa.Explaining;

/// <summary>
/// Names under which the fields of every signature were and are sent: old ones of the provider (MrchLogin, out_summ, inv_id,
/// crc) and one of another of its services that shops take by mistake, and that it understands (InvoiceID).
/// </summary>
public static class FieldNames
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["MrchLogin"] = "MerchantLogin",
        ["shop_id"] = "MerchantLogin",
        ["InvoiceID"] = "InvId",
        ["inv_id"] = "InvId",
        ["out_summ"] = "OutSum",
        ["out_sum"] = "OutSum",
        ["OutSumm"] = "OutSum",
        ["crc"] = "SignatureValue",
        ["Signature"] = "SignatureValue",
        ["Desc"] = "Description",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of today; others stay as they are.</summary>
    /// <param name="name">As it was sent.</param>
    public static string Current(string name) => Names.GetValueOrDefault(name, name);
}
