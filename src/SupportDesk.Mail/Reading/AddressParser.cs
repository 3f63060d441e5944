using System.Text;

namespace SupportDesk.Mail;

/// <summary>Reads address lists as they come: RFC 5322 section 3.4 and its usual breaches. Linear, never throws, at most 1,000 addresses.</summary>
internal sealed class AddressParser
{
    private const int MaxAddresses = 1000;
    private const int MaxCommentDepth = 16;

    private readonly string _text;
    private readonly List<InternetAddress> _list = [];
    private readonly StringBuilder _phrase = new();
    private readonly StringBuilder _comment = new();
    private string? _angle;
    private GroupAddress? _group;
    private int _count;
    private int _at;
    private bool _hasBareAt;
    private bool _isOdd;

    private AddressParser(string text) => _text = text;

    internal static List<InternetAddress> Parse(string text)
    {
        var parser = new AddressParser(text);
        parser.Run();
        return parser._list;
    }

    /// <summary>Reads the text only when it is one mailbox, written without the breaches that letters are forgiven.</summary>
    internal static MailboxAddress? ParseOne(string text)
    {
        var parser = new AddressParser(text);
        parser.Run();
        return !parser._isOdd && parser._list is [MailboxAddress only] ? only : null;
    }

    private void Run()
    {
        while (_at < _text.Length && _count < MaxAddresses)
        {
            var c = _text[_at++];
            switch (c)
            {
                case '"':
                    ReadQuoted();
                    break;
                case '(':
                    ReadComment();
                    break;
                case '<':
                    ReadAngle();
                    break;
                case ',':
                    Commit();
                    break;
                case ';':
                    Commit();
                    _group = null;
                    break;
                case ':' when _group is null && _angle is null && !_hasBareAt:
                    BeginGroup();
                    break;
                default:
                    AddBare(c);
                    break;
            }
        }
        Commit();
    }

    private void AddBare(char c)
    {
        if (c == '@') _hasBareAt = true;
        if (c == '>') _isOdd = true;
        if (c is '\t' or '\r' or '\n') c = ' ';
        if (c != ' ' || (_phrase.Length > 0 && _phrase[^1] != ' ')) _phrase.Append(c);
    }

    private void ReadQuoted()
    {
        var start = _phrase.Length;
        while (_at < _text.Length && _text[_at] != '"')
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length) _at++;
            _phrase.Append(_text[_at++]);
        }
        _at++;
        // A quoted local part keeps its quotes, a quoted name does not.
        if (_at >= _text.Length || _text[_at] != '@') return;
        var local = _phrase.ToString(start, _phrase.Length - start);
        _phrase.Length = start;
        _phrase.Append(InternetAddress.Quote(local));
    }

    private void ReadComment()
    {
        var depth = 1;
        if (_comment.Length > 0) _comment.Append(' ');
        while (_at < _text.Length)
        {
            var c = _text[_at++];
            if (c == '\\' && _at < _text.Length) c = _text[_at++];
            else if (c == '(' && depth < MaxCommentDepth) depth++;
            else if (c == ')' && --depth == 0) return;
            _comment.Append(c);
        }
    }

    private void ReadAngle()
    {
        var end = _text.IndexOf('>', _at);
        if (_at < _text.Length && _text[_at] == '"')
        {
            var closing = _text.IndexOf("\"@", _at + 1, StringComparison.Ordinal);
            if (closing > end && end >= 0) end = _text.IndexOf('>', closing);
        }
        if (end < 0) end = _text.Length;
        var address = _text[_at..end].Trim();
        // An obsolete source route (RFC 5322 section 4.4) is dropped.
        if (address.StartsWith('@') && address.IndexOf(':', StringComparison.Ordinal) is var route and > 0) address = address[(route + 1)..];
        if (_angle is not null) _isOdd = true;
        _angle ??= address;
        _at = Math.Min(_text.Length, end + 1);
    }

    private void BeginGroup()
    {
        _group = new GroupAddress(EncodedWords.Decode(_phrase.ToString()).Trim());
        _list.Add(_group);
        _count++;
        Reset();
    }

    private void Commit()
    {
        var phrase = _phrase.ToString().Trim();
        var (name, address) = _angle is not null ? (phrase, _angle) : Divide(phrase);
        if (name.Length == 0) name = _comment.ToString().Trim();
        Reset();
        if (address.Length == 0 && name.Length == 0) return;
        var mailbox = MailboxAddress.FromWire(EncodedWords.Decode(name), address);
        if (_group is null) _list.Add(mailbox);
        else _group.Members.Add(mailbox);
        _count++;
    }

    /// <summary>Divides text without angle brackets: the last word with an @ is the address, the rest a name.</summary>
    private (string Name, string Address) Divide(string phrase)
    {
        if (!phrase.Contains(' ', StringComparison.Ordinal) || phrase.StartsWith('"')) return ("", phrase);
        _isOdd = true;
        var words = phrase.Split(' ');
        var index = Array.FindLastIndex(words, w => w.Contains('@', StringComparison.Ordinal));
        if (index < 0) return (phrase, "");
        return (string.Join(' ', words.Where((_, i) => i != index)), words[index]);
    }

    private void Reset()
    {
        _phrase.Clear();
        _comment.Clear();
        _angle = null;
        _hasBareAt = false;
    }
}
