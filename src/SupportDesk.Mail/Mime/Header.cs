using System.Text;

namespace SupportDesk.Mail;

/// <summary>One header field of a letter or of a part of it, RFC 5322 section 2.2.</summary>
public sealed class Header
{
    private ReadOnlyMemory<byte>? _raw;
    private string? _value;

    /// <summary>Creates a field from text; the text is cleaned of line breaks and encoded when it is written.</summary>
    /// <param name="field">Name, printable ASCII without a colon.</param>
    /// <param name="value">Any text.</param>
    /// <exception cref="ArgumentException">The name is not a field name.</exception>
    public Header(string field, string value)
    {
        if (!IsFieldName(field)) throw new ArgumentException("A header field name is printable ASCII without a colon.", nameof(field));
        ArgumentNullException.ThrowIfNull(value);
        Field = field;
        _value = value;
    }

    internal Header(string field, ReadOnlyMemory<byte> raw)
    {
        Field = field;
        _raw = raw;
    }

    /// <summary>Gets the name as it was written.</summary>
    public string Field { get; }

    /// <summary>Gets or sets the text: unfolded, with encoded words replaced (RFC 2047) and control characters as spaces.</summary>
    public string Value
    {
        get => _value ??= EncodedWords.Decode(Unfolded);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            (_value, _raw) = (value, null);
            Owner?.Changed?.Invoke(Field);
        }
    }

    /// <summary>The charset that raw 8-bit values are most likely in, from the body of the same letter.</summary>
    internal string? CharsetHint { get; set; }

    /// <summary>The list that wants to know of changes.</summary>
    internal HeaderList? Owner { get; set; }

    /// <summary>The value as it was read, still folded; empty for a field made here.</summary>
    internal ReadOnlySpan<byte> Raw => _raw is { } raw ? raw.Span : default;

    /// <summary>The value in one line, encoded words still in place: what structured fields are parsed from.</summary>
    internal string Unfolded => _raw is null ? HeaderText.Clean(_value!) : Charsets.DecodeHeader(HeaderText.Unfold(Raw), CharsetHint);

    /// <inheritdoc/>
    public override string ToString() => $"{Field}: {Value}";

    internal static bool IsFieldName(ReadOnlySpan<char> name) => !name.IsEmpty && name.IndexOfAnyExceptInRange('!', '~') < 0 && !name.Contains(':');

    /// <summary>Renders the whole field with its line end. Whatever the value holds, it stays one field.</summary>
    /// <param name="isInternational">Whether texts and addresses are written as UTF-8 instead of encoded, RFC 6532.</param>
    internal byte[] Render(bool isInternational = false)
    {
        var isEncoded = _raw is not null && !(isInternational && AddressFields.Contains(Field));
        return Charsets.Utf8.GetBytes($"{Field}:").Concat(isEncoded ? Refold(Raw.ToArray()) : RenderValue(isInternational)).Concat("\r\n"u8.ToArray()).ToArray();
    }

    private byte[] RenderValue(bool isInternational)
    {
        var value = HeaderText.Clean(Unfolded);
        var text = AddressFields.Contains(Field) && InternetAddressList.TryParse(value, out var addresses)
            ? addresses.Encode(Field, isInternational)
            : EncodedWords.NeedsEncoding(value, isInternational) ? EncodedWords.Encode(value, Field.Length + 2) : HeaderText.Fold(Field, value);
        return Charsets.Utf8.GetBytes(" " + text);
    }

    /// <summary>Writes a value that was read: CRLF line ends, each continuation line begins with white space and holds more than white space.</summary>
    private static byte[] Refold(byte[] raw)
    {
        var result = new List<byte>(raw.Length + 16);
        foreach (var range in SplitLines(raw))
        {
            var line = raw.AsSpan(range).Trim("\r\n"u8);
            if (line.Trim(" \t\r"u8).IsEmpty) continue;
            if (result.Count > 0) result.AddRange("\r\n"u8);
            if (line[0] is not ((byte)' ' or (byte)'\t')) result.Add((byte)' ');
            foreach (var b in line)
            {
                if (b != '\r') result.Add(b == 0 ? (byte)' ' : b);
            }
        }
        return [.. result];
    }

    private static IEnumerable<Range> SplitLines(byte[] raw)
    {
        var start = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\n') continue;
            yield return start..i;
            start = i + 1;
        }
        yield return start..raw.Length;
    }

    internal static readonly HashSet<string> AddressFields = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "To", "Cc", "Bcc", "Reply-To", "Sender", "Resent-From", "Resent-To", "Resent-Cc", "Resent-Bcc", "Resent-Sender",
        "Resent-Reply-To", "Disposition-Notification-To",
    };

    /// <summary>Creates a field whose encoded form is already known, such as addresses and parameters.</summary>
    internal static Header FromEncoded(string field, string encoded) => new(field, (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(" " + encoded));
}
