using System.Buffers;
using System.Globalization;
using System.Text;

namespace SupportDesk.Mail;

/// <summary>
/// Reads responses from pushed bytes, RFC 3501 section 7. Lines and literals are bounded; beyond that
/// <see cref="ImapProtocolException"/> is thrown and the connection is of no more use.
/// </summary>
internal sealed class ImapResponseParser(ImapLimits limits)
{
    private readonly ArrayBufferWriter<byte> _text = new();
    private List<ChunkedBuffer> _literals = [];
    private long _literalBytes;
    private long _literalRest;
    private int _lineStart;

    /// <summary>Takes bytes up to the end of a response. True when it is complete; the rest of the bytes is left alone.</summary>
    internal bool Feed(ReadOnlySpan<byte> bytes, out int consumed, out ImapResponse response)
    {
        consumed = 0;
        response = null!;
        while (consumed < bytes.Length)
        {
            var rest = bytes[consumed..];
            if (_literalRest > 0)
            {
                var part = (int)Math.Min(_literalRest, rest.Length);
                _literals[^1].Append(rest[..part]);
                _literalRest -= part;
                consumed += part;
                continue;
            }
            var end = rest.IndexOf((byte)'\n');
            var take = end < 0 ? rest.Length : end + 1;
            if (_text.WrittenCount + take > limits.MaxText) throw new ImapProtocolException("The response of the mail server is too long.");
            _text.Write(rest[..take]);
            consumed += take;
            if (end < 0) return false;
            if (TryBeginLiteral()) continue;
            response = new ImapResponse(Encoding.UTF8.GetString(_text.WrittenSpan.TrimEnd("\r\n"u8)), _literals);
            _text.ResetWrittenCount();
            (_literals, _lineStart, _literalBytes) = ([], 0, 0);
            return true;
        }
        return false;
    }

    /// <summary>The text of a status is for people and holds no literals, whatever it ends with.</summary>
    private bool IsStatus()
    {
        var text = _text.WrittenSpan;
        if (!text.StartsWith("* "u8)) return true;
        var word = text[2..];
        return word.StartsWith("OK "u8) || word.StartsWith("NO "u8) || word.StartsWith("BAD "u8) || word.StartsWith("BYE "u8);
    }

    /// <summary>A line that ends with a length in braces goes on with that many bytes.</summary>
    private bool TryBeginLiteral()
    {
        var line = _text.WrittenSpan[_lineStart..].TrimEnd("\r\n"u8);
        if (line.IsEmpty || line[^1] != '}' || IsStatus()) return false;
        var open = line.LastIndexOf((byte)'{');
        if (open < 0) return false;
        var digits = line[(open + 1)..^1];
        if (digits.EndsWith("+"u8)) digits = digits[..^1];
        if (digits.IsEmpty || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length)) return false;
        if (length > limits.MaxLiterals - _literalBytes || _literals.Count >= limits.MaxLiteralCount) throw new ImapProtocolException("A literal of the mail server is too long.");
        _literalBytes += length;
        _literals.Add(new ChunkedBuffer());
        _literalRest = length;
        _lineStart = _text.WrittenCount;
        return true;
    }
}
