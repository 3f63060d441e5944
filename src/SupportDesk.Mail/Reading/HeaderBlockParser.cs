using System.Buffers;
using System.Text;

namespace SupportDesk.Mail;

/// <summary>Collects the fields of one header block, line by line.</summary>
internal sealed class HeaderBlockParser(MimeReaderLimits limits)
{
    private readonly List<Header> _headers = [];
    private readonly ArrayBufferWriter<byte> _value = new();
    private string? _field;
    private int _bytes;
    private bool _wasFull;

    internal HashSet<MimeCut> Cuts { get; } = [];

    /// <summary>True until the first line that belongs to the block.</summary>
    internal bool IsUntouched => _headers.Count == 0 && _field is null;

    /// <summary>Takes one line without its end. False: the line is not a field, so the block ended without its empty line.</summary>
    internal bool AddLine(ReadOnlySpan<byte> line)
    {
        if (line[0] is (byte)' ' or (byte)'\t')
        {
            if (_field is not null) Append(line);
            return true;
        }
        var colon = line.IndexOf((byte)':');
        var name = colon < 0 ? default : line[..colon].TrimEnd(" \t"u8);
        if (name.IsEmpty || name.Length > 200 || name.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
        {
            // The "From " line of mbox files, and the same line quoted by broken relays.
            return (IsUntouched && line.StartsWith("From "u8)) || line.StartsWith(">From "u8) || IsFull();
        }
        Commit();
        if (IsFull())
        {
            Cuts.Add(MimeCut.Headers);
            return true;
        }
        _field = Encoding.ASCII.GetString(name);
        Append(line[(colon + 1)..]);
        return true;
    }

    internal List<Header> Complete()
    {
        Commit();
        return _headers;
    }

    private bool IsFull() => _wasFull |= _headers.Count >= limits.MaxHeaders || _bytes >= limits.MaxHeaderBytes;

    private void Append(ReadOnlySpan<byte> line)
    {
        var room = Math.Min(limits.MaxHeaderFieldBytes - _value.WrittenCount, limits.MaxHeaderBytes - _bytes) - 2;
        if (line.Length > room)
        {
            Cuts.Add(MimeCut.HeaderField);
            line = line[..Math.Max(0, room)];
        }
        if (line.IsEmpty) return;
        if (_value.WrittenCount > 0) _value.Write("\r\n"u8);
        _value.Write(line);
        _bytes += line.Length + 2;
    }

    private void Commit()
    {
        if (_field is null) return;
        _headers.Add(new Header(_field, _value.WrittenSpan.ToArray()));
        _field = null;
        _value.ResetWrittenCount();
    }
}
