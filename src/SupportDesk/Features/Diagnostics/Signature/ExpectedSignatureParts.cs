using SupportDesk.Robokassa;
using SupportDesk.Robokassa.Explaining;
using Mistake = SupportDesk.Robokassa.Explaining.SignatureMistake;

namespace SupportDesk.Features.Diagnostics.Signature;

/// <summary>What is right about an explained signature: whoever looks for a fault need not look there.</summary>
internal static class ExpectedSignatureParts
{
    private static readonly (string Name, Mistake[] Mistakes)[] All =
    [
        ("algorithm", [Mistake.Algorithm]),
        ("outsum", [Mistake.OutSumFormat]),
        ("invid", [Mistake.InvIdSlot]),
        ("shp", [Mistake.ShpMissing, Mistake.ShpOrder, Mistake.ShpNameCase, Mistake.ShpValueEncoding, Mistake.ShpNotSent]),
        ("receipt", [Mistake.ReceiptEncoding, Mistake.ReceiptMissing, Mistake.ReceiptSpelling]),
        ("url2", [Mistake.Url2Encoding, Mistake.ModifierMissing]),
        ("mode", [Mistake.TestPasswordUsed, Mistake.LivePasswordUsed]),
        (
            "password",
            [
                Mistake.Password1Used, Mistake.Password2Used, Mistake.TestPasswordUsed, Mistake.LivePasswordUsed, Mistake.PasswordCase,
                Mistake.PasswordEmpty, Mistake.LinkSignature,
            ]
        ),
        ("blank", [Mistake.Whitespace]),
        ("extra", [Mistake.ExtraFieldSigned, Mistake.OwnParameterWithoutShp, Mistake.LinkSignature]),
        ("colon", [Mistake.TrailingColon, Mistake.Separator]),
    ];

    public static IEnumerable<string> Names => All.Select(part => part.Name);

    /// <returns>Keys of texts, <c>Fine_</c> before them, and what stands in each. None for a signature that is not explained.</returns>
    public static IReadOnlyList<(string Name, string Value)> Of(SignatureAnswer answer, IReadOnlyDictionary<string, string> fields) =>
        answer.Verdict == SignatureVerdict.Unexplained
            ? []
            :
            [
                .. All.Where(part => IsThere(part.Name, answer, fields) && !part.Mistakes.Any(answer.Mistakes.Contains))
                    .Select(part => (part.Name, ValueOf(part.Name, answer, fields))),
            ];

    private static bool IsThere(string part, SignatureAnswer answer, IReadOnlyDictionary<string, string> fields) => part switch
    {
        "shp" => answer.Parts.Any(ShpParameter.IsName),
        "receipt" => answer.Parts.Contains("Receipt"),
        "url2" => answer.Parts.Any(name => name.EndsWith("Url2", StringComparison.OrdinalIgnoreCase)),
        "invid" => fields.GetValueOrDefault("InvId") is { Length: > 0 },
        "algorithm" => answer.Algorithm is not null,
        _ => true,
    };

    private static string ValueOf(string part, SignatureAnswer answer, IReadOnlyDictionary<string, string> fields) => part switch
    {
        "algorithm" => SignatureLabels.NameOf(answer.Algorithm!.Value),
        "outsum" => fields.GetValueOrDefault("OutSum", ""),
        "invid" => fields.GetValueOrDefault("InvId", ""),
        "password" => answer.Kind == SignedKind.Result ? "2" : "1",
        _ => "",
    };
}
