using System.Text;

namespace SupportDesk.Features.Email.Reading;

/// <summary>Finds the charset that an HTML page claims for itself, for e-mails whose header does not say it.</summary>
internal static class HtmlCharset
{
    internal static string? Find(ReadOnlySpan<byte> html)
    {
        var head = Encoding.Latin1.GetString(html[..Math.Min(html.Length, 2048)]);
        var at = head.IndexOf("charset", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var rest = head.AsSpan(at + "charset".Length).TrimStart();
        if (rest.IsEmpty || rest[0] != '=') return null;
        rest = rest[1..].TrimStart(" \"'");
        var end = rest.IndexOfAnyExcept(NameChars);
        var name = end < 0 ? rest : rest[..end];
        return name.IsEmpty ? null : new string(name);
    }

    private static readonly System.Buffers.SearchValues<char> NameChars =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:");
}
