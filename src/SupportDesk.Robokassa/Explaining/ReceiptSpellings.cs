using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupportDesk.Robokassa.Explaining;

/// <summary>The same receipt as other languages write JSON: signed in one spelling and sent in another, the signature is wrong.</summary>
internal static class ReceiptSpellings
{
    private const int Longest = 64 * 1024;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="sent">JSON, plain or encoded for an address once or twice.</param>
    public static IEnumerable<string> Of(string sent)
    {
        var (plain, depth) = (sent, 0);
        while (depth < 2 && plain.Length <= Longest && !plain.TrimStart().StartsWith('{') && plain.Contains('%', StringComparison.Ordinal))
            (plain, depth) = (WebUtility.UrlDecode(plain), depth + 1);
        if (plain.Length > Longest || Parse(plain) is not { } receipt)
            return [];
        var compact = receipt.ToJsonString(Readable);
        string[] spaced = [compact, Spaced(compact), compact.Replace("/", "\\/", StringComparison.Ordinal)];
        return spaced
            .SelectMany(text => (string[])[text, Escaped(text)])
            .Distinct()
            .SelectMany(text => (string[])[text, Uri.EscapeDataString(text), WebUtility.UrlEncode(text), Uri.EscapeDataString(Uri.EscapeDataString(text))]);
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // json.dumps of Python, json_encode of PHP: whatever is not ASCII as \u0422.
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
            _ = c < 128 ? escaped.Append(c) : escaped.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        return escaped.ToString();
    }

    // Blanks behind colons and commas, as Python puts them; not within texts.
    private static string Spaced(string json)
    {
        var (spaced, isText) = (new StringBuilder(json.Length), false);
        for (var i = 0; i < json.Length; i++)
        {
            spaced.Append(json[i]);
            if (json[i] == '"' && (i == 0 || json[i - 1] != '\\'))
                isText = !isText;
            if (!isText && json[i] is ':' or ',' && !isText)
                spaced.Append(' ');
        }

        return spaced.ToString();
    }
}
