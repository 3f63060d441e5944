using System.Net;
using System.Text.RegularExpressions;

namespace SupportDesk.Robokassa.Explaining;

/// <summary>A value as browsers' forms, addresses, pages and several languages encode it, and taken back.</summary>
internal static partial class ValueEncodings
{
    public static IReadOnlyList<Func<string, string>> All { get; } =
    [
        Uri.EscapeDataString,
        text => WebUtility.UrlEncode(text),
        text => WebUtility.UrlDecode(text),
        Uri.UnescapeDataString,
        // quote() of Python leaves slashes as they are.
        text => Uri.EscapeDataString(text).Replace("%2F", "/", StringComparison.Ordinal),
        // Older .NET writes small hexadecimal digits.
        text => LowerHex(Uri.EscapeDataString(text)),
        text => LowerHex(WebUtility.UrlEncode(text)),
        text => WebUtility.HtmlEncode(text),
        text => WebUtility.HtmlDecode(text),
    ];

    private static string LowerHex(string text) => Escape().Replace(text, match => match.Value.ToLowerInvariant());

    [GeneratedRegex("%[0-9A-F]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
