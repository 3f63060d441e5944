using SupportDesk.Masking.Text;

namespace SupportDesk.Masking;

/// <summary>Decides by the first bytes of a file whether it is text that can be masked.</summary>
public static class TextSniffer
{
    /// <summary>Bytes worth passing; fewer are fine if the file is shorter.</summary>
    public const int UsefulLength = 4096;

    private const int ControlsPerCent = 5;

    /// <summary>Looks at the first bytes of a file, at best <see cref="UsefulLength"/> of them.</summary>
    public static SniffResult Sniff(ReadOnlySpan<byte> firstBytes)
    {
        var first = firstBytes[..Math.Min(firstBytes.Length, UsefulLength)];
        return new SniffResult(first.IsEmpty ? TextKind.Empty : BySignature(first) ?? ByContent(first));
    }

    private static TextKind? BySignature(ReadOnlySpan<byte> first) => first switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..] => TextKind.Image,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] or [(byte)'I', (byte)'I', 0x2A, 0, ..] or [(byte)'M', (byte)'M', 0, 0x2A, ..] => TextKind.Image,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => TextKind.Image,
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'h' or (byte)'m' or (byte)'a', ..] => TextKind.Image,
        [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..] => TextKind.Image,
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => TextKind.Pdf,
        [(byte)'P', (byte)'K', 3 or 5 or 7, 4 or 6 or 8, ..] or [0x1F, 0x8B, ..] or [(byte)'B', (byte)'Z', (byte)'h', _, 0x31, ..] => TextKind.Archive,
        [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] or [(byte)'R', (byte)'a', (byte)'r', (byte)'!', 0x1A, ..] => TextKind.Archive,
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] or [0x28, 0xB5, 0x2F, 0xFD, ..] => TextKind.Archive,
        [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] => TextKind.Utf32,
        _ => null,
    };

    private static TextKind ByContent(ReadOnlySpan<byte> first)
    {
        var format = Utf16.Detect(first[..Math.Min(first.Length, Utf16.DetectionLength)]);
        if (format == TextEncoding.EightBit)
            return HasControls(first) ? TextKind.Binary : TextKind.EightBit;

        var view = new byte[first.Length / 2];
        Utf16.Narrow(first, view, format);
        return HasControls(view) ? TextKind.Binary : TextKind.Utf16;
    }

    private static bool HasControls(ReadOnlySpan<byte> text)
    {
        var controls = 0;
        foreach (var b in text)
        {
            if (b == 0)
                return true;
            if (b < ' ' && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or 0x1B) || b == 0x7F)
                controls++;
        }

        return controls * 100 > text.Length * ControlsPerCent;
    }
}
