namespace SupportDesk.Mail;

/// <summary>Reads one block of header fields, RFC 5322 section 2.2. Values are slices of the letter; every byte is looked at once.</summary>
internal ref struct HeaderBlock
{
    private const int LongestName = 200;
    private readonly ReadOnlyMemory<byte> _memory;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly MimeReaderLimits _limits;
    private readonly MimeFindings _findings;
    private readonly List<Header> _headers = [];
    private string? _field;
    private int _valueStart;
    private int _valueEnd;
    private int _kept;
    private bool _isLong;
    private bool _isFull;

    private HeaderBlock(ReadOnlyMemory<byte> bytes, MimeReaderLimits limits, MimeFindings findings)
    {
        (_memory, _limits, _findings) = (bytes, limits, findings);
        _bytes = bytes.Span;
    }

    /// <summary>Reads a block.</summary>
    /// <param name="bytes">Begins with the block.</param>
    /// <param name="isLetter">Empty lines before the first field are skipped: a habit of scripts.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="findings">What is wrong goes there.</param>
    /// <param name="length">How many bytes belong to the block, the empty line included.</param>
    internal static List<Header> Read(ReadOnlyMemory<byte> bytes, bool isLetter, MimeReaderLimits limits, MimeFindings findings, out int length)
    {
        var block = new HeaderBlock(bytes, limits, findings);
        length = block.Run(isLetter);
        return block._headers;
    }

    private int Run(bool isLetter)
    {
        var at = 0;
        while (at < _bytes.Length)
        {
            var next = NextLine(at);
            var line = _bytes[at..next].TrimEnd("\r\n"u8);
            if (line.IsEmpty)
            {
                if (isLetter && _headers.Count == 0 && _field is null)
                {
                    at = next;
                    continue;
                }
                Commit();
                return next;
            }
            if (!TakeLine(line, at, next)) break;
            at = next;
        }
        Commit();
        if (at < _bytes.Length && _headers.Count > 0) _findings.Add(MimeProblem.HeaderNotEnded);
        return at;
    }

    private bool TakeLine(ReadOnlySpan<byte> line, int start, int next)
    {
        if (line[0] is (byte)' ' or (byte)'\t')
        {
            Extend(line, start);
            return true;
        }
        var colon = line.IndexOf((byte)':');
        if (colon >= 0 && IsName(line[..colon].TrimEnd(" \t"u8)))
        {
            Commit();
            Begin(line, start, colon);
            return true;
        }
        // The "From " line of mbox files, and the same line quoted by broken relays.
        if (line.StartsWith(">From "u8) || (line.StartsWith("From "u8) && _headers.Count == 0 && _field is null) || _isFull) return true;
        if (_field is null || !IsStray(line, next)) return false;
        _findings.Add(MimeProblem.HeaderLineStray);
        Extend(line, start);
        return true;
    }

    /// <summary>A line that lost the white space of its folding: it holds an encoded word, or fields that everybody knows go on behind it.</summary>
    private readonly bool IsStray(ReadOnlySpan<byte> line, int next)
    {
        if (line.StartsWith("=?"u8)) return true;
        if (next >= _bytes.Length) return false;
        var following = _bytes[next..NextLine(next)];
        var colon = following.IndexOf((byte)':');
        return colon > 0 && FieldNames.IsKnown(following[..colon]);
    }

    private void Begin(ReadOnlySpan<byte> line, int start, int colon)
    {
        _isFull |= _headers.Count >= _limits.MaxHeaders || _kept >= _limits.MaxHeaderBytes;
        if (_isFull)
        {
            _findings.Cut(MimeCut.Headers);
            return;
        }
        _field = FieldNames.Get(line[..colon].TrimEnd(" \t"u8));
        _valueStart = _valueEnd = start + colon + 1;
        _isLong = false;
        Extend(line[(colon + 1)..], _valueStart);
    }

    private void Extend(ReadOnlySpan<byte> line, int start)
    {
        if (_field is null || _isLong) return;
        var end = start + line.Length;
        var room = Math.Min(_limits.MaxHeaderFieldBytes, _limits.MaxHeaderBytes - _kept);
        if (line.Length > _limits.MaxLineBytes)
        {
            _findings.Cut(MimeCut.Line);
            (end, _isLong) = (start + _limits.MaxLineBytes, true);
        }
        if (end - _valueStart > room)
        {
            _findings.Cut(MimeCut.HeaderField);
            (end, _isLong) = (Math.Max(_valueEnd, _valueStart + room), true);
        }
        _valueEnd = end;
    }

    private void Commit()
    {
        if (_field is null) return;
        _headers.Add(new Header(_field, _memory[_valueStart.._valueEnd]));
        _kept += _field.Length + _valueEnd - _valueStart;
        _field = null;
    }

    private readonly int NextLine(int at)
    {
        var length = _bytes[at..].IndexOf((byte)'\n');
        return length < 0 ? _bytes.Length : at + length + 1;
    }

    private static bool IsName(ReadOnlySpan<byte> name) => !name.IsEmpty && name.Length <= LongestName && !name.ContainsAnyExceptInRange((byte)'!', (byte)'~');
}
