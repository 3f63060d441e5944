namespace SupportDesk.Mail;

/// <summary>How a command ended: the text and the code in brackets, RFC 3501 section 7.1.</summary>
internal readonly record struct ImapStatus(ImapCommandResponse Response, string Code, string Text)
{
    /// <summary>The same may work later, RFC 5530 section 3. Gmail says so in words only.</summary>
    internal bool IsTransient => Code.ToUpperInvariant() is "UNAVAILABLE" or "INUSE" or "LIMIT" or "SERVERBUG"
        || (Code.Equals("ALERT", StringComparison.OrdinalIgnoreCase) && Text.Contains("too many", StringComparison.OrdinalIgnoreCase));

    /// <summary>What the server offers now, when the code says so.</summary>
    internal ImapOffer? Offer => Code.StartsWith("CAPABILITY ", StringComparison.OrdinalIgnoreCase) ? ImapOffer.Read(Code.Split(' ').Skip(1)) : null;

    /// <summary>Gives the arguments of a code such as <c>UIDVALIDITY 7</c>; empty when it is another one.</summary>
    internal string[] ArgumentsOf(string code) =>
        (Code ?? "").Split(' ') is [var name, .. var arguments] && name.Equals(code, StringComparison.OrdinalIgnoreCase) ? arguments : [];

    internal ImapCommandException ToException() =>
        new(Response, Text, $"The mail server refused a command: {(Code.Length > 0 ? $"[{Code}] " : "")}{Text}");

    internal static ImapStatus Parse(ReadOnlySpan<char> text)
    {
        var space = text.IndexOf(' ');
        var word = space < 0 ? text : text[..space];
        var rest = space < 0 ? default : text[(space + 1)..];
        var code = "";
        if (rest.StartsWith("[") && rest.IndexOf(']') is var end and > 0)
        {
            code = HeaderText.Clean(rest[1..end].ToString());
            rest = rest[(end + 1)..].TrimStart();
        }
        return new ImapStatus(ResponseOf(word), code, HeaderText.Clean(rest.ToString()));
    }

    private static ImapCommandResponse ResponseOf(ReadOnlySpan<char> word) =>
        word.Equals("OK", StringComparison.OrdinalIgnoreCase) ? ImapCommandResponse.Ok
        : word.Equals("NO", StringComparison.OrdinalIgnoreCase) ? ImapCommandResponse.No
        : word.Equals("BAD", StringComparison.OrdinalIgnoreCase) ? ImapCommandResponse.Bad
        : ImapCommandResponse.None;
}
