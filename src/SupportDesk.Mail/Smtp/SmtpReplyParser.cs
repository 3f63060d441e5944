using System.Buffers;
using System.Text;

namespace SupportDesk.Mail;

/// <summary>One reply of a server.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Text">Its lines without the code, joined by LF.</param>
internal readonly record struct SmtpReply(int Code, string Text)
{
    internal bool IsPositive => Code is >= 200 and < 300;

    /// <summary>For now (4xx) or for good (5xx).</summary>
    internal bool IsRefusal => Code >= 400;

    internal SmtpStatusCode Status => (SmtpStatusCode)Code;
}

/// <summary>Reads replies from pushed bytes, RFC 5321 section 4.2. Bounded; wrong input throws <see cref="SmtpProtocolException"/>.</summary>
/// <param name="onLine">Hears each line as it came, without its end.</param>
internal sealed class SmtpReplyParser(SmtpReplyParser.LineHandler onLine)
{
    internal delegate void LineHandler(ReadOnlySpan<byte> line);

    private const int MaxBytes = 64 * 1024;
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly StringBuilder _text = new();
    private int _code;
    private int _bytes;

    /// <summary>Takes bytes up to the end of a reply. True when the reply is complete; the rest of the bytes is left alone.</summary>
    internal bool Feed(ReadOnlySpan<byte> bytes, out int consumed, out SmtpReply reply)
    {
        consumed = 0;
        reply = default;
        while (consumed < bytes.Length)
        {
            var rest = bytes[consumed..];
            var end = rest.IndexOf((byte)'\n');
            var take = end < 0 ? rest.Length : end + 1;
            consumed += take;
            if ((_bytes += take) > MaxBytes) throw new SmtpProtocolException("The reply of the mail server is too long.");
            _line.Write(rest[..take]);
            if (end < 0) return false;
            var line = _line.WrittenSpan.TrimEnd("\r\n"u8);
            onLine(line);
            var isLast = AddLine(line);
            _line.ResetWrittenCount();
            if (!isLast) continue;
            reply = new SmtpReply(_code, _text.ToString());
            _text.Clear();
            (_code, _bytes) = (0, 0);
            return true;
        }
        return false;
    }

    private bool AddLine(ReadOnlySpan<byte> line)
    {
        if (line.Length < 3 || !int.TryParse(line[..3], System.Globalization.NumberStyles.None, null, out var code) || code is < 200 or > 599
            || (line.Length > 3 && line[3] is not ((byte)' ' or (byte)'-')) || (_code != 0 && code != _code))
        {
            throw new SmtpProtocolException("The mail server sent a reply that is not SMTP.");
        }
        _code = code;
        if (_text.Length > 0) _text.Append('\n');
        if (line.Length > 4) _text.Append(HeaderText.Clean(Charsets.Decode(line[4..], "utf-8")));
        return line.Length == 3 || line[3] == ' ';
    }
}
