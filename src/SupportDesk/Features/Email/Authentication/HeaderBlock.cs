namespace SupportDesk.Features.Email.Authentication;

/// <summary>
/// Where the header of a raw e-mail ends and which of its fields matter here. A field that is longer, or a header that is,
/// costs the parser time with the square of its length, so it is refused before.
/// </summary>
internal sealed class HeaderBlock
{
    private const int LongestField = 64 * 1024;
    private const int LongestBlock = 1024 * 1024;
    private readonly List<Range> contentTypes = [];

    private HeaderBlock()
    {
    }

    /// <summary>Of the header fields, without the empty line behind them.</summary>
    public int Length { get; private set; }

    public int FromFields { get; private set; }

    /// <summary>It claims to be signed by somebody.</summary>
    public bool IsSigned { get; private set; }

    /// <summary>Where the fields Content-Type stand.</summary>
    public IReadOnlyList<Range> ContentTypes => contentTypes;

    /// <returns>Null for a header beyond the limits.</returns>
    public static HeaderBlock? Read(ReadOnlySpan<byte> raw)
    {
        var block = new HeaderBlock();
        var (field, at) = (0, 0);
        while (at < raw.Length)
        {
            var feed = raw[at..].IndexOf((byte)'\n');
            var next = feed < 0 ? raw.Length : at + feed + 1;
            var line = raw[at..next];
            if (line.TrimEnd("\r\n"u8).IsEmpty)
                break;
            if (line[0] is not ((byte)' ' or (byte)'\t') && at > field)
            {
                block.Note(raw, field..at);
                field = at;
            }

            if (next - field > LongestField || next > LongestBlock)
                return null;
            at = next;
        }

        if (at > field)
            block.Note(raw, field..at);
        block.Length = at;
        return block;
    }

    private void Note(ReadOnlySpan<byte> raw, Range field)
    {
        var text = raw[field];
        var colon = text.IndexOf((byte)':');
        if (colon < 0)
            return;
        var name = text[..colon].TrimEnd(" \t"u8);
        if (Is(name, "from"u8))
            FromFields++;
        else if (Is(name, "content-type"u8))
            contentTypes.Add(field);
        else if (Is(name, "dkim-signature"u8) || Is(name, "arc-seal"u8))
            IsSigned = true;
    }

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lower) => System.Text.Ascii.EqualsIgnoreCase(name, lower);
}
