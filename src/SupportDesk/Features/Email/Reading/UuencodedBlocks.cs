namespace SupportDesk.Features.Email.Reading;

/// <summary>Finds files that were written into a text as uuencode: <c>begin 644 name</c>, lines of data, <c>end</c>.</summary>
internal static class UuencodedBlocks
{
    private const int LongestName = 1000;

    /// <summary>A block within a text.</summary>
    /// <param name="Start">Where its first line begins.</param>
    /// <param name="End">Where the line after it begins.</param>
    /// <param name="Name">The name of the file, its charset not decoded.</param>
    /// <param name="HasEnd">Its last line is there.</param>
    internal readonly record struct Block(int Start, int End, byte[] Name, bool HasEnd);

    internal static bool MaySuspend(ReadOnlySpan<byte> text) => text.StartsWith("begin "u8) || text.IndexOf("\nbegin "u8) >= 0;

    /// <summary>Finds blocks from the left.</summary>
    /// <param name="text">Decoded text.</param>
    /// <param name="most">How many are looked for.</param>
    internal static List<Block> Find(ReadOnlySpan<byte> text, int most)
    {
        var blocks = new List<Block>();
        for (var at = 0; at < text.Length && blocks.Count < most;)
        {
            if (TryRead(text, at, out var block))
            {
                blocks.Add(block);
                at = block.End;
                continue;
            }
            var next = text[at..].IndexOf("\nbegin "u8);
            if (next < 0) break;
            at += next + 1;
        }
        return blocks;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, int start, out Block block)
    {
        block = default;
        var first = Line(text, start, out var at);
        if (!first.StartsWith("begin "u8)) return false;
        var words = first["begin "u8.Length..];
        var space = words.IndexOf((byte)' ');
        if (space is not (3 or 4) || words[..space].ContainsAnyExceptInRange((byte)'0', (byte)'7')) return false;
        var name = words[(space + 1)..].Trim((byte)' ');
        name = name[..Math.Min(name.Length, LongestName)];
        var lines = 0;
        while (at < text.Length)
        {
            var line = Line(text, at, out var next);
            if (line.SequenceEqual("end"u8))
            {
                block = new Block(start, next, name.ToArray(), HasEnd: true);
                return lines > 0;
            }
            if (!IsData(line)) break;
            lines++;
            at = next;
        }
        block = new Block(start, at, name.ToArray(), HasEnd: false);
        return lines > 0;
    }

    private static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> text, int start, out int next)
    {
        var length = text[start..].IndexOf((byte)'\n');
        next = length < 0 ? text.Length : start + length + 1;
        return text[start..next].TrimEnd("\r\n"u8);
    }

    // Trailing spaces, which are zeros, are lost on the way of some e-mails; a check sum may follow.
    private static bool IsData(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty || line.ContainsAnyExceptInRange((byte)' ', (byte)'`')) return false;
        var characters = (((line[0] - ' ') & 63) + 2) / 3 * 4;
        return line.Length <= 1 + characters + 2 && line.Length >= 1 + characters - 4;
    }
}
