namespace SupportDesk.Mail;

/// <summary>A mailbox or a group of mailboxes, RFC 5322 section 3.4.</summary>
public abstract class InternetAddress
{
    private protected InternetAddress(string? name) => Name = name;

    /// <summary>Gets or sets the display name; any text, it never adds an address.</summary>
    public string? Name
    {
        get;
        set
        {
            field = value;
            Changed?.Invoke();
        }
    }

    /// <summary>Room that a first line keeps for the name of its field.</summary>
    private protected const int FieldColumn = 12;

    internal Action? Changed { get; set; }

    /// <summary>Renders the address for a header: quoted or encoded name, no line breaks of its text.</summary>
    /// <param name="isInternational">Whether letters outside ASCII stay as they are, RFC 6532.</param>
    internal abstract string Encode(bool isInternational);

    private protected static string EncodeName(string? name, bool isInternational)
    {
        var clean = HeaderText.Clean(name ?? "").Trim();
        if (clean.Length == 0) return "";
        if (EncodedWords.NeedsEncoding(clean, isInternational)) return EncodedWords.Encode(clean, FieldColumn);
        return clean.AsSpan().IndexOfAnyExcept(AtomText) < 0 && !clean.Contains("  ", StringComparison.Ordinal) ? clean : Quote(clean);
    }

    internal static string Quote(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private static readonly System.Buffers.SearchValues<char> AtomText =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~ ");
}
