using System.Globalization;

namespace SupportDesk.Mail;

/// <summary>An untagged response: <c>* 12 FETCH (...)</c> or <c>* SEARCH 1 2</c>.</summary>
internal sealed record ImapUntagged(string Keyword, uint Number, List<ImapValue> Values)
{
    /// <summary>Set for OK, NO, BAD and BYE.</summary>
    internal ImapStatus? Status { get; private init; }

    internal static ImapUntagged Parse(ImapResponse response)
    {
        var text = response.Text;
        var at = 2;
        var keyword = Word(text, ref at).ToUpperInvariant();
        if (keyword is "OK" or "NO" or "BAD" or "BYE") return new ImapUntagged(keyword, 0, []) { Status = ImapStatus.Parse(text.AsSpan(2)) };
        if (!uint.TryParse(keyword, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return new ImapUntagged(keyword, 0, new ImapTokens(response, at).ReadAll());
        keyword = Word(text, ref at).ToUpperInvariant();
        return new ImapUntagged(keyword, number, new ImapTokens(response, at).ReadAll());
    }

    /// <summary>Finds the value that follows a name in a FETCH list.</summary>
    internal ImapValue? Item(string name)
    {
        if (Values is not [{ Items: { } items }, ..]) return null;
        for (var i = 0; i + 1 < items.Count; i += 2)
        {
            if (name.Equals(items[i].Text, StringComparison.OrdinalIgnoreCase)) return items[i + 1];
        }
        return null;
    }

    private static string Word(string text, ref int at)
    {
        var end = text.IndexOf(' ', Math.Min(at, text.Length));
        if (end < 0) end = text.Length;
        var word = at >= text.Length ? "" : text[at..end];
        at = Math.Min(text.Length, end + 1);
        return word;
    }
}
