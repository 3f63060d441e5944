using System.Text;

namespace SupportDesk.Mail;

/// <summary>A command: lines of text with literals between them.</summary>
internal sealed class ImapCommand
{
    private readonly List<(string Text, ChunkedBuffer? Literal)> _parts = [];
    private readonly StringBuilder _text = new();

    internal ImapCommand(string text) => _text.Append(text);

    internal ImapCommand Text(string text)
    {
        _text.Append(text);
        return this;
    }

    /// <summary>Adds any text as a quoted string, or as a literal when it cannot be quoted.</summary>
    internal ImapCommand String(string value)
    {
        if (Ascii.IsValid(value) && !value.Any(HeaderText.IsControl) && value.Length < 1000)
        {
            _text.Append(InternetAddress.Quote(value));
            return this;
        }
        var literal = new ChunkedBuffer();
        literal.Append(Charsets.Utf8.GetBytes(value));
        return Literal(literal);
    }

    internal ImapCommand Folder(string fullName) => String(ModifiedUtf7.Encode(fullName));

    internal ImapCommand Literal(ChunkedBuffer literal)
    {
        _parts.Add((_text.ToString(), literal));
        _text.Clear();
        return this;
    }

    internal IEnumerable<(string Text, ChunkedBuffer? Literal)> Parts => _parts.Append((_text.ToString(), null));
}
