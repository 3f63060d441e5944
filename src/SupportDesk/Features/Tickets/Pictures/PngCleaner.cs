using System.Buffers.Binary;
using System.Text;

namespace SupportDesk.Features.Tickets.Pictures;

/// <summary>
/// Walks a PNG chunk by chunk (ISO/IEC 15948) and writes a new one of header, palette, transparency and pixels. Text,
/// EXIF, colour profiles, times, previews, further frames and whatever lies behind the end stay behind.
/// </summary>
internal sealed class PngCleaner
{
    private const int Around = 12;
    private readonly ReadOnlyMemory<byte> file;
    private readonly List<ReadOnlyMemory<byte>> pixels = [];
    private PngHeader header;
    private ReadOnlyMemory<byte>? palette;
    private ReadOnlyMemory<byte>? transparency;

    private PngCleaner(ReadOnlyMemory<byte> file) => this.file = file;

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static PictureFault Clean(ReadOnlyMemory<byte> file, Stream output)
    {
        var cleaner = new PngCleaner(file);
        var fault = cleaner.Walk();
        if (fault == PictureFault.None)
            cleaner.Write(output);
        return fault;
    }

    private PictureFault Walk()
    {
        if (!file.Span.StartsWith(Signature))
            return PictureFault.WrongKind;
        var rest = file[Signature.Length..];
        var (first, pixelsEnded) = (true, false);
        while (TryTake(ref rest, out var type, out var data))
        {
            if (first != (type == "IHDR"))
                return PictureFault.Broken;
            if (first)
            {
                first = false;
                if (!PngHeader.TryRead(data.Span, out header))
                    return PictureFault.Broken;
                if (!PictureLimits.Allow(header.Width, header.Height))
                    return PictureFault.TooManyPixels;
                continue;
            }

            if (type == "IEND")
                return data.IsEmpty && IsComplete() ? PictureFault.None : PictureFault.Broken;
            if (type == "IDAT" ? pixelsEnded : !Place(type, data))
                return PictureFault.Broken;
            if (type == "IDAT")
                pixels.Add(data);
            else
                pixelsEnded = pixels.Count > 0;
        }

        return PictureFault.Broken;
    }

    /// <returns>False if the chunk may not stand here or is one that a reader may not skip and nobody knows.</returns>
    private bool Place(string type, ReadOnlyMemory<byte> data)
    {
        switch (type)
        {
            case "PLTE":
                if (palette is not null || transparency is not null || pixels.Count > 0 || data.Length is 0 or > 768 || data.Length % 3 != 0 || header.ColourType is 0 or 4)
                    return false;
                palette = data;
                return true;
            case "tRNS":
                if (transparency is not null || pixels.Count > 0 || !FitsTransparency(data.Length))
                    return false;
                transparency = data;
                return true;
            default:
                return char.IsAsciiLetterLower(type[0]);
        }
    }

    private bool FitsTransparency(int length) => header.ColourType switch
    {
        0 => length == 2,
        2 => length == 6,
        3 => palette is { } colours && length > 0 && length <= colours.Length / 3,
        _ => false,
    };

    private bool IsComplete() => pixels.Count > 0 && (palette is not null || header.ColourType != 3) && PngPixels.AreWhole(header, pixels);

    private static bool TryTake(ref ReadOnlyMemory<byte> rest, out string type, out ReadOnlyMemory<byte> data)
    {
        (type, data) = ("", default);
        if (rest.Length < Around)
            return false;
        var span = rest.Span;
        var length = BinaryPrimitives.ReadUInt32BigEndian(span);
        if (length > rest.Length - Around)
            return false;
        var size = (int)length;
        type = Encoding.Latin1.GetString(span.Slice(4, 4));
        data = rest.Slice(8, size);
        rest = rest[(Around + size)..];
        return type.All(char.IsAsciiLetter) && Crc32.Of(span.Slice(4, 4 + size)) == BinaryPrimitives.ReadUInt32BigEndian(span[(8 + size)..]);
    }

    private void Write(Stream output)
    {
        output.Write(Signature);
        Span<byte> head = stackalloc byte[PngHeader.Length];
        BinaryPrimitives.WriteInt32BigEndian(head, header.Width);
        BinaryPrimitives.WriteInt32BigEndian(head[4..], header.Height);
        (head[8], head[9], head[10], head[11], head[12]) = (header.Depth, header.ColourType, 0, 0, (byte)(header.Interlaced ? 1 : 0));
        WriteChunk(output, "IHDR"u8, head);
        if (palette is { } colours)
            WriteChunk(output, "PLTE"u8, colours.Span);
        if (transparency is { } alpha)
            WriteChunk(output, "tRNS"u8, alpha.Span);
        foreach (var piece in pixels)
            WriteChunk(output, "IDAT"u8, piece.Span);
        WriteChunk(output, "IEND"u8, []);
    }

    private static void WriteChunk(Stream output, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[Around + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.Of(chunk.AsSpan(4, 4 + data.Length)));
        output.Write(chunk);
    }
}
