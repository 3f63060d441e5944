using System.Text;

namespace SupportDesk.Features.Files.Pictures;

/// <summary>Tells pictures by their first bytes; names and declared types only ever make it stricter.</summary>
internal static class PictureSniffer
{
    private static readonly string[] IsoBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis", "crx "];

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <param name="head">The beginning of the file, at least 32 bytes of it if it is that long.</param>
    public static PictureKind Sniff(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(PngSignature))
            return PictureKind.Png;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return PictureKind.Jpeg;
        if (head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..].StartsWith("WEBP"u8))
            return PictureKind.WebP;
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8))
            return PictureKind.Gif;
        if (head.StartsWith("BM"u8) && head.Length >= 10 && head[6..10].IndexOfAnyExcept((byte)0) < 0)
            return PictureKind.Bmp;
        return IsOther(head) ? PictureKind.Other : PictureKind.None;
    }

    /// <summary>For uploads: what calls itself a picture and is none the desk can read is refused, drawings in XML too.</summary>
    public static PictureKind Sniff(ReadOnlySpan<byte> head, string name, string? contentType)
    {
        var kind = Sniff(head);
        return kind == PictureKind.None && (CallsItselfOne(name, contentType) || IsDrawing(head)) ? PictureKind.Other : kind;
    }

    private static bool IsOther(ReadOnlySpan<byte> head) =>
        head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) || head.StartsWith("8BPS"u8)
        || head.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0]) || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A])
        || head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', (byte)' '])
        || head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' '])
        || (head.Length >= 12 && head[4..].StartsWith("ftyp"u8) && IsoBrands.Contains(Encoding.Latin1.GetString(head[8..12])));

    private static bool CallsItselfOne(string name, string? contentType) =>
        (contentType ?? "").StartsWith("image/", StringComparison.OrdinalIgnoreCase)
        || Path.GetExtension(name) is { } extension
            && (extension.Equals(".svg", StringComparison.OrdinalIgnoreCase) || extension.Equals(".svgz", StringComparison.OrdinalIgnoreCase));

    private static bool IsDrawing(ReadOnlySpan<byte> head) =>
        Encoding.Latin1.GetString(head).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n').StartsWith("<svg", StringComparison.OrdinalIgnoreCase);
}
