using System.Text.Encodings.Web;
using System.Text.Json;
using SupportDesk.Masking;

namespace SupportDesk.Features.Payments.Notifications;

/// <summary>The fields of a notification as they may be stored.</summary>
internal static class NotificationFields
{
    // What the provider can send: names and values that are longer came from somebody else.
    private const int LongestName = 64;
    private const int LongestValue = 2048;
    private const int LongestSigned = 128;
    private const int MostForged = 40;
    private const int MostForgedChars = 8 * 1024;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Signed = ["OutSum", "InvId", "SignatureValue", "IsTest"];

    /// <summary>
    /// Of the provider's own: what it signed itself is no card number, and hiding a part of an invoice's number would make
    /// evidence of nothing. All else is masked together with its name.
    /// </summary>
    /// <returns>The fields as JSON, and whether nothing had to be hidden.</returns>
    public static (string Json, bool IsWhole) OfProvider(IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        var safe = fields.Select(field => IsSigned(field.Key) ? field : Mask(field)).ToList();
        return (ToJson(safe), AreSame(safe, fields));
    }

    /// <summary>Of anybody's: everything is masked and cut, and no more is kept than explains what came.</summary>
    /// <returns>The fields as JSON, and whether all of them are kept as they came.</returns>
    public static (string Json, bool IsWhole) OfStranger(IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        List<KeyValuePair<string, string>> kept = [];
        var room = MostForgedChars;
        foreach (var field in fields.Take(MostForged))
        {
            var (name, value) = Mask(Cut(field));
            room -= name.Length + value.Length;
            if (room < 0)
                break;
            kept.Add(new(name, value));
        }

        return (ToJson(kept), AreSame(kept, fields));
    }

    /// <summary>A number or an amount that a stranger sent, for its column.</summary>
    public static string Stranger(string name, string value) => Mask(Cut(new(name, value))).Value;

    public static List<KeyValuePair<string, string>> Read(string json) =>
        [.. JsonSerializer.Deserialize<string[][]>(json)!.Select(field => KeyValuePair.Create(field[0], field[1]))];

    private static bool IsSigned(string name) => Signed.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static KeyValuePair<string, string> Cut(KeyValuePair<string, string> field) =>
        new(Cut(field.Key, LongestName), IsSigned(field.Key) ? Whole(field.Value) : Cut(field.Value, LongestValue));

    // A piece of what was never a number or a digest explains nothing, and may be a piece of something secret.
    private static string Whole(string value) => value.Length > LongestSigned ? $"[{value.Length}]" : value;

    private static string Cut(string text, int most) => text.Length > most ? text[..most] + "…" : text;

    // Name and value as one text: what "Shp_cvv" is, only its name says.
    private static KeyValuePair<string, string> Mask(KeyValuePair<string, string> field)
    {
        var pair = field.Key + "=" + field.Value;
        var masked = MaskText.Mask(pair);
        if (ReferenceEquals(masked, pair))
            return field;
        return masked.StartsWith(field.Key + "=", StringComparison.Ordinal)
            ? new(field.Key, masked[(field.Key.Length + 1)..])
            : new(MaskText.Mask(field.Key), MaskText.Mask(field.Value));
    }

    private static bool AreSame(List<KeyValuePair<string, string>> kept, IReadOnlyList<KeyValuePair<string, string>> fields) =>
        kept.Count == fields.Count && kept.Zip(fields).All(pair => pair.First.Key == pair.Second.Key && pair.First.Value == pair.Second.Value);

    private static string ToJson(IEnumerable<KeyValuePair<string, string>> fields) =>
        JsonSerializer.Serialize(fields.Select(field => new[] { field.Key, field.Value }), Json);
}
