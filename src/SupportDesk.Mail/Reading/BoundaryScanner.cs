using System.Text;

namespace SupportDesk.Mail;

/// <summary>Finds the lines that divide the parts of a multipart, RFC 2046 section 5.1.1. Every byte is looked at once.</summary>
internal ref struct BoundaryScanner
{
    private const int MaxBoundary = 1000;
    private readonly ReadOnlySpan<byte> _body;
    private readonly ReadOnlySpan<byte> _delimiter;
    private int _at;

    /// <summary>Begins a search.</summary>
    /// <param name="body">Body of the multipart.</param>
    /// <param name="delimiter">LF, two hyphens and the boundary.</param>
    internal BoundaryScanner(ReadOnlySpan<byte> body, ReadOnlySpan<byte> delimiter)
    {
        _body = body;
        _delimiter = delimiter;
    }

    /// <summary>Where the boundary line that was found begins.</summary>
    internal int LineStart { get; private set; }

    /// <summary>Where the line after it begins.</summary>
    internal int LineEnd { get; private set; }

    /// <summary>The boundary was the one behind the last part.</summary>
    internal bool IsLast { get; private set; }

    /// <summary>Makes what the scanner looks for; null when there is no usable boundary.</summary>
    internal static byte[]? Delimiter(string? boundary)
    {
        var name = boundary.AsSpan().Trim();
        return name.IsEmpty || name.Length > MaxBoundary ? null : Encoding.UTF8.GetBytes($"\n--{name}");
    }

    /// <summary>Goes to the next boundary line.</summary>
    internal bool MoveNext()
    {
        while (_at < _body.Length)
        {
            var start = FindLine();
            if (start < 0) break;
            var after = start + _delimiter.Length - 1;
            var length = _body[after..].IndexOf((byte)'\n');
            var next = length < 0 ? _body.Length : after + length + 1;
            var rest = _body[after..next].Trim(" \t\r\n"u8);
            // The line end stays for the next search: it may begin a boundary itself.
            _at = Math.Max(next - 1, after);
            IsLast = rest.StartsWith("--"u8);
            if (!rest.IsEmpty && !IsLast) continue;
            (LineStart, LineEnd) = (start, next);
            if (next == _body.Length) _at = next;
            return true;
        }
        _at = _body.Length;
        return false;
    }

    /// <summary>Takes the first line that begins with two hyphens and looks like a boundary; null when there is none.</summary>
    internal static string? Guess(ReadOnlySpan<byte> body)
    {
        const int shortest = 6;
        const int longest = 200;
        var at = 0;
        while (at < body.Length)
        {
            if (body[at..].StartsWith("--"u8))
            {
                var end = body[at..].IndexOf((byte)'\n');
                var line = (end < 0 ? body[at..] : body.Slice(at, end)).TrimEnd(" \t\r"u8);
                if (line.Length is >= shortest and <= longest && !line.EndsWith("--"u8) && !line[2..].ContainsAnyExceptInRange((byte)'!', (byte)'~')) return Encoding.ASCII.GetString(line[2..]);
            }
            var found = body[at..].IndexOf("\n--"u8);
            if (found < 0) return null;
            at += found + 1;
        }
        return null;
    }

    private readonly int FindLine()
    {
        if (_at == 0 && _body.StartsWith(_delimiter[1..])) return 0;
        var found = _body[_at..].IndexOf(_delimiter);
        return found < 0 ? -1 : _at + found + 1;
    }
}
