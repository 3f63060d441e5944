using System.Globalization;
using System.Text;

namespace SupportDesk.Features.Email.Reading;

/// <summary>
/// Reads the text of an RTF body. HTML that a mail program wrapped in RTF comes out as that HTML ([MS-OXRTFEX]); of other RTF the words
/// are left. One pass, no recursion, never throws.
/// </summary>
internal sealed class RtfReader
{
    private const int MaxGroups = 1000;
    private readonly ReadOnlyMemory<byte> _rtf;
    private readonly StringBuilder _text = new();
    private readonly List<byte> _bytes = [];
    private readonly Stack<Group> _groups = new();
    private readonly Dictionary<int, int> _fonts = [];
    private Group _group = new() { CodePage = DefaultCodePage, UnicodeSkip = 1 };
    private int _documentCodePage = DefaultCodePage;
    private int _at;
    private int _skip;
    private int _tooDeep;

    private const int DefaultCodePage = 1251;

    private RtfReader(ReadOnlyMemory<byte> rtf) => _rtf = rtf;

    /// <summary>The RTF holds HTML.</summary>
    private bool _isHtml;

    internal static string Read(ReadOnlyMemory<byte> rtf, out bool isHtml)
    {
        var reader = new RtfReader(rtf);
        reader.Run();
        isHtml = reader._isHtml;
        return reader._text.ToString();
    }

    private void Run()
    {
        var rtf = _rtf.Span;
        while (_at < rtf.Length)
        {
            var c = rtf[_at++];
            switch (c)
            {
                case (byte)'{':
                    Open();
                    break;
                case (byte)'}':
                    Close();
                    break;
                case (byte)'\\':
                    Control(rtf);
                    break;
                case (byte)'\r' or (byte)'\n' or 0:
                    break;
                default:
                    Put(c);
                    break;
            }
        }
        Flush();
    }

    private void Open()
    {
        Flush();
        if (_groups.Count >= MaxGroups) _tooDeep++;
        else _groups.Push(_group);
    }

    private void Close()
    {
        Flush();
        if (_tooDeep > 0) _tooDeep--;
        else if (_groups.Count > 0) _group = _groups.Pop();
    }

    private void Control(ReadOnlySpan<byte> rtf)
    {
        if (_at >= rtf.Length) return;
        var c = rtf[_at];
        if (!char.IsAsciiLetter((char)c))
        {
            _at++;
            Symbol(c, rtf);
            return;
        }
        var start = _at;
        while (_at < rtf.Length && char.IsAsciiLetter((char)rtf[_at])) _at++;
        var word = Encoding.ASCII.GetString(rtf[start..Math.Min(_at, start + 32)]);
        start = _at;
        if (_at < rtf.Length && rtf[_at] == '-') _at++;
        while (_at < rtf.Length && char.IsAsciiDigit((char)rtf[_at])) _at++;
        int? number = int.TryParse(rtf[start.._at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
        if (_at < rtf.Length && rtf[_at] == ' ') _at++;
        Word(word, number);
    }

    private void Symbol(byte c, ReadOnlySpan<byte> rtf)
    {
        switch (c)
        {
            case (byte)'\''
                when _at + 1 < rtf.Length && byte.TryParse(rtf.Slice(_at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value):
                _at += 2;
                Put(value);
                break;
            case (byte)'*':
                // A destination that programs may skip, and so do we but for HTML.
                _group.IsOptional = true;
                return;
            case (byte)'~':
                Append('\u00A0');
                break;
            case (byte)'_':
                Append('-');
                break;
            case (byte)'\r' or (byte)'\n':
                Append('\n');
                break;
            case (byte)'\\' or (byte)'{' or (byte)'}':
                Put(c);
                break;
        }
    }

    private void Word(string word, int? number)
    {
        if (_group.IsOptional && word is not ("htmltag" or "mhtmltag"))
        {
            (_group.IsOptional, _group.IsSkipped) = (false, true);
            return;
        }
        switch (word)
        {
            case "htmltag":
                (_group.IsOptional, _group.IsSkipped, _group.IsTag) = (false, !_isHtml, true);
                break;
            case "fonttbl":
                (_group.IsSkipped, _group.IsFontTable) = (true, true);
                break;
            case "mhtmltag" or "colortbl" or "stylesheet" or "info" or "pict" or "object" or "header" or "footer" or "footnote" or "listtable" or "fldinst":
                (_group.IsOptional, _group.IsSkipped) = (false, true);
                break;
            case "fromhtml":
                _isHtml = number != 0;
                break;
            case "htmlrtf":
                Flush();
                _group.IsRtfOnly = number != 0;
                break;
            default:
                Character(word, number ?? 0);
                break;
        }
    }

    private void Character(string word, int number)
    {
        switch (word)
        {
            case "par" or "line" or "sect" or "page" or "row":
                Append('\n');
                break;
            case "tab" or "cell":
                Append('\t');
                break;
            case "emdash": Append('—'); break;
            case "endash": Append('–'); break;
            case "lquote": Append('‘'); break;
            case "rquote": Append('’'); break;
            case "ldblquote": Append('“'); break;
            case "rdblquote": Append('”'); break;
            case "bullet": Append('•'); break;
            case "u":
                Append((char)number);
                _skip = _group.UnicodeSkip;
                break;
            case "uc":
                _group.UnicodeSkip = Math.Clamp(number, 0, 8);
                break;
            case "ansicpg":
                Flush();
                _group.CodePage = _documentCodePage = number;
                break;
            case "f":
                Flush();
                _group.Font = number;
                if (!_group.IsFontTable) _group.CodePage = _fonts.GetValueOrDefault(number, _documentCodePage);
                break;
            case "fcharset" when _group.IsFontTable && _fonts.Count < MaxGroups:
                _fonts[_group.Font] = CodePageOf(number) ?? _documentCodePage;
                break;
        }
    }

    private static int? CodePageOf(int charset) => charset switch
    {
        204 => 1251,
        161 => 1253,
        162 => 1254,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        238 => 1250,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        _ => null,
    };

    private void Put(byte c)
    {
        if (_skip > 0) _skip--;
        else if (IsShown) _bytes.Add(c);
    }

    private void Append(char c)
    {
        Flush();
        _skip = 0;
        if (IsShown) _text.Append(c);
    }

    private bool IsShown => !_group.IsSkipped && (_group.IsTag || !(_isHtml && _group.IsRtfOnly));

    private void Flush()
    {
        if (_bytes.Count == 0) return;
        var encoding = Charsets.Find($"cp{_group.CodePage}") ?? Charsets.Find($"cp{DefaultCodePage}")!;
        _text.Append(encoding.GetString(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bytes)));
        _bytes.Clear();
    }

    private record struct Group
    {
        internal bool IsOptional;
        internal bool IsSkipped;
        internal bool IsTag;
        internal bool IsFontTable;
        internal bool IsRtfOnly;
        internal int CodePage;
        internal int Font;
        internal int UnicodeSkip;
    }
}
