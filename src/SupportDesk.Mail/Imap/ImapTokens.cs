using System.Globalization;
using System.Text;

namespace SupportDesk.Mail;

/// <summary>A value within a response: text, a literal, or a list.</summary>
internal sealed record ImapValue(string? Text, ChunkedBuffer? Literal, List<ImapValue>? Items)
{
    internal uint? Number => uint.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The text of an atom, a string or a literal that is used as one.</summary>
    internal string AsText()
    {
        if (Literal is null) return Text ?? "";
        using var stream = Literal.OpenRead();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

/// <summary>Cuts a response into values, RFC 3501 section 4. Lenient: what cannot be a value ends the list.</summary>
internal ref struct ImapTokens(ImapResponse response, int start)
{
    private const int MaxDepth = 50;
    private readonly string _text = response.Text;
    private readonly IReadOnlyList<ChunkedBuffer> _literals = response.Literals;
    private int _at = start;
    private int _literal;

    internal List<ImapValue> ReadAll() => ReadList(0);

    private List<ImapValue> ReadList(int depth)
    {
        var items = new List<ImapValue>();
        while (true)
        {
            while (_at < _text.Length && _text[_at] is ' ' or '\r' or '\n') _at++;
            if (_at >= _text.Length) return items;
            switch (_text[_at])
            {
                case ')':
                    _at++;
                    if (depth > 0) return items;
                    break;
                case '(':
                    if (depth >= MaxDepth) throw new ImapProtocolException("The response of the mail server lies too deep.");
                    _at++;
                    items.Add(new ImapValue(null, null, ReadList(depth + 1)));
                    break;
                case '"':
                    items.Add(new ImapValue(ReadQuoted(), null, null));
                    break;
                case '{' when _literal < _literals.Count:
                    _at = _text.IndexOf('}', _at) is var end and >= 0 ? end + 1 : _text.Length;
                    items.Add(new ImapValue(null, _literals[_literal++], null));
                    break;
                default:
                    items.Add(new ImapValue(ReadAtom(), null, null));
                    break;
            }
        }
    }

    private string ReadQuoted()
    {
        var value = new StringBuilder();
        _at++;
        while (_at < _text.Length && _text[_at] != '"')
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length) _at++;
            value.Append(_text[_at++]);
        }
        _at++;
        return value.ToString();
    }

    private string ReadAtom()
    {
        var begin = _at;
        var brackets = 0;
        while (_at < _text.Length)
        {
            var c = _text[_at];
            // A section such as BODY[HEADER.FIELDS (DATE)] is one atom.
            if (c == '[') brackets++;
            else if (c == ']') brackets--;
            else if (brackets <= 0 && c is ' ' or '(' or ')' or '\r' or '\n') break;
            _at++;
        }
        return _text[begin.._at];
    }
}
