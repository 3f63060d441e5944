using MimeKit;

namespace SupportDesk.Features.Email.Sending;

/// <summary>
/// What goes into headers of e-mails. MimeKit writes line ends that stand in an id of References or in a media type as they
/// are, and what follows them becomes a header of its own (T-33); names and subjects it would hide in encoded words.
/// </summary>
internal static class HeaderGuard
{
    // A line holds 998 characters (RFC 5322, section 2.1.1), and an id cannot be folded.
    private const int LongestId = 900;
    private const string Specials = "()<>@,;:\\\"/[]?=";

    /// <summary>Where an address or a name is not ASCII, servers know only its other form.</summary>
    /// <exception cref="FormatException">It cannot be sent.</exception>
    public static string OwnId(string id) => Id(MailboxAddress.EncodeAddrspec(id)) ?? throw new FormatException("The e-mail's own id cannot be sent.");

    /// <returns>Null if it cannot be sent as it is: in another form nobody would recognise it.</returns>
    public static string? Id(string? id)
    {
        var bare = id.AsSpan().Trim();
        if (bare is ['<', .. var inner, '>'])
            bare = inner;
        return bare.Length is > 0 and <= LongestId && !bare.ContainsAnyExceptInRange('!', '~') && bare.IndexOfAny('<', '>') < 0 ? bare.ToString() : null;
    }

    /// <param name="ids">Divided by blanks.</param>
    public static IEnumerable<string> Ids(string? ids) => (ids ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Id).OfType<string>();

    /// <summary>
    /// One line of text without control characters. What looks like an encoded word (RFC 2047) stays the text that it is:
    /// MimeKit would send it as it stands, and a reader decode line ends out of it.
    /// </summary>
    public static string Line(string? text) => string.Create((text ?? "").Length, text ?? "", static (line, from) =>
    {
        for (var i = 0; i < line.Length; i++)
            line[i] = char.IsControl(from[i]) || from[i] is '\u2028' or '\u2029' ? ' ' : from[i];
    }).Replace("=?", "= ?", StringComparison.Ordinal);

    /// <summary>The type of a file; one that cannot be written, or that would make more of the file than a file, is that of any bytes.</summary>
    public static ContentType MediaType(string declared)
    {
        if (!ContentType.TryParse(declared, out var given) || !IsToken(given.MediaType) || !IsToken(given.MediaSubtype)
            || given.MediaType.ToUpperInvariant() is "MULTIPART" or "MESSAGE")
            return new ContentType("application", "octet-stream");
        var type = new ContentType(given.MediaType, given.MediaSubtype);
        if (given.Charset is { } charset && IsToken(charset))
            type.Charset = charset;
        return type;
    }

    // RFC 2045, section 5.1.
    private static bool IsToken(string text) =>
        text.Length is > 0 and <= 100 && text.All(letter => letter is > ' ' and < '\u007f' && !Specials.Contains(letter, StringComparison.Ordinal));
}
