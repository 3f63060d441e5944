using System.Net;
using System.Text.Json;

namespace SupportDesk.Robokassa.Explaining;

/// <summary>What makes a payment fail although its signature is right. <see cref="SignatureCautions.CodeOf"/> gives their names.</summary>
public enum SignatureCaution
{
    /// <summary>The receipt is no JSON, or its <c>items</c> are no list: the provider refuses it.</summary>
    ReceiptItems,

    /// <summary>The number of the invoice is no whole number from 0 to 9223372036854775807: error 30 of the payment page.</summary>
    InvIdNumber,

    /// <summary>The shop's own parameters begin with Shp_ in several spellings, and come back sorted in an order that is not certain.</summary>
    ShpPrefixes,

    /// <summary>Fields have names of old times, or of another service of the provider.</summary>
    OldNames,
}

/// <summary>Looks for them.</summary>
public static class SignatureCautions
{
    private const int MostEncodings = 2;

    /// <summary>Such as <c>receipt-items</c>; never changes.</summary>
    /// <param name="caution">The caution.</param>
    public static string CodeOf(SignatureCaution caution) => caution switch
    {
        SignatureCaution.ReceiptItems => "receipt-items",
        SignatureCaution.InvIdNumber => "invid-number",
        SignatureCaution.ShpPrefixes => "shp-prefixes",
        SignatureCaution.OldNames => "old-names",
        _ => throw new ArgumentOutOfRangeException(nameof(caution)),
    };

    internal static IReadOnlyList<SignatureCaution> Of(SignatureQuestion question)
    {
        var found = new List<SignatureCaution>();
        if (question.Kind == SignedKind.Payment && question["Receipt"] is { Length: > 0 } receipt && !HasItems(receipt))
            found.Add(SignatureCaution.ReceiptItems);
        if (question["InvId"] is { Length: > 0 } number && !(number.All(char.IsAsciiDigit) && long.TryParse(number, out _)))
            found.Add(SignatureCaution.InvIdNumber);
        if (question.Fields.Where(field => ShpParameter.IsName(field.Key)).Select(field => field.Key[..4]).Distinct(StringComparer.Ordinal).Skip(1).Any())
            found.Add(SignatureCaution.ShpPrefixes);
        if (question.Fields.Any(field => FieldNames.Current(field.Key) is var current && !current.Equals(field.Key, StringComparison.OrdinalIgnoreCase)))
            found.Add(SignatureCaution.OldNames);
        return found;
    }

    private static bool HasItems(string receipt)
    {
        var plain = receipt;
        for (var i = 0; i < MostEncodings && !plain.TrimStart().StartsWith('{'); i++)
            plain = WebUtility.UrlDecode(plain);
        try
        {
            using var json = JsonDocument.Parse(plain);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array && items.GetArrayLength() > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
