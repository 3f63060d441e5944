using System.Buffers.Binary;

namespace SupportDesk.Features.Tickets.Pictures;

/// <summary>
/// Walks a JPEG segment by segment (ITU-T T.81) and writes a new one of tables, frame and scans. EXIF, XMP, profiles,
/// comments, previews, further pictures and whatever lies behind the end stay behind; the two segments that say how to
/// read the colours are written anew. So is, if asked for, the note on which side is up.
/// </summary>
internal sealed class JpegCleaner
{
    private const int MostScans = 100;
    private const int MostTableBytes = 128 * 1024;
    private readonly ReadOnlyMemory<byte> file;
    private readonly Stream output;
    private readonly bool keepTurn;
    private byte[]? frame;
    private bool turned;
    private int scans;
    private int tableBytes;
    private int at;

    private JpegCleaner(ReadOnlyMemory<byte> file, Stream output, bool keepTurn) => (this.file, this.output, this.keepTurn) = (file, output, keepTurn);

    private static ReadOnlySpan<byte> Jfif => [(byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];

    public static PictureFault Clean(ReadOnlyMemory<byte> file, Stream output, bool keepTurn) => new JpegCleaner(file, output, keepTurn).Walk();

    private PictureFault Walk()
    {
        var span = file.Span;
        if (!span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]))
            return PictureFault.WrongKind;
        output.Write([0xFF, 0xD8]);
        at = 2;
        while (TryMarker(span, out var marker))
        {
            if (marker == 0xD9)
            {
                output.Write([0xFF, 0xD9]);
                return scans > 0 ? PictureFault.None : PictureFault.Broken;
            }

            if (!TryData(span, out var data))
                return PictureFault.Broken;
            var fault = Take(marker, data);
            if (fault != PictureFault.None)
                return fault;
            if (marker == 0xDA && !CopyScan(span))
                return PictureFault.Broken;
        }

        return PictureFault.Broken;
    }

    private PictureFault Take(byte marker, ReadOnlySpan<byte> data)
    {
        switch (marker)
        {
            case 0xC0 or 0xC1 or 0xC2:
                if (frame is not null || !JpegSegments.IsFrame(data, out var width, out var height))
                    return PictureFault.Broken;
                if (!PictureLimits.Allow(width, height))
                    return PictureFault.TooManyPixels;
                frame = data.ToArray();
                return Keep(marker, data, true);
            case 0xC4:
                return KeepTable(marker, data, JpegSegments.AreHuffmanTables(data));
            case 0xDB:
                return KeepTable(marker, data, JpegSegments.AreQuantisationTables(data));
            case 0xDD:
                return KeepTable(marker, data, data.Length == 2);
            case 0xDA:
                return Keep(marker, data, frame is not null && ++scans <= MostScans && JpegSegments.IsScan(data, frame));
            case 0xE0:
                return frame is null && at == 4 + data.Length + 2 && data.StartsWith("JFIF\0"u8) ? Keep(marker, Jfif, true) : PictureFault.None;
            case 0xEE:
                return frame is null && data.Length >= 12 && data.StartsWith("Adobe"u8) && data[11] <= 2
                    ? Keep(marker, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, data[11]], true)
                    : PictureFault.None;
            case 0xE1 when keepTurn && !turned && frame is null && ExifTurn.Read(data) is { } turn:
                turned = true;
                return Keep(marker, ExifTurn.Write(turn), true);
            case >= 0xE1 and <= 0xEF or 0xFE:
                return PictureFault.None;
            default:
                // Arithmetic coding, lossless and hierarchical frames, markers that only stand inside a scan.
                return PictureFault.Broken;
        }
    }

    private PictureFault KeepTable(byte marker, ReadOnlySpan<byte> data, bool valid) =>
        Keep(marker, data, valid && (tableBytes += data.Length) <= MostTableBytes);

    private PictureFault Keep(byte marker, ReadOnlySpan<byte> data, bool valid)
    {
        if (!valid)
            return PictureFault.Broken;
        Span<byte> head = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(data.Length + 2));
        output.Write(head);
        output.Write(data);
        return PictureFault.None;
    }

    // A marker is 0xFF and its code; any number of further 0xFF may stand before the code.
    private bool TryMarker(ReadOnlySpan<byte> span, out byte marker)
    {
        marker = 0;
        if (at >= span.Length || span[at] != 0xFF)
            return false;
        while (at < span.Length && span[at] == 0xFF)
            at++;
        if (at == span.Length)
            return false;
        marker = span[at++];
        return true;
    }

    private bool TryData(ReadOnlySpan<byte> span, out ReadOnlySpan<byte> data)
    {
        data = default;
        if (span.Length - at < 2)
            return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(span[at..]);
        if (length < 2 || length > span.Length - at)
            return false;
        data = span.Slice(at + 2, length - 2);
        at += length;
        return true;
    }

    // Packed pixels: 0xFF in them is followed by 0, or by one of the eight restart markers.
    private bool CopyScan(ReadOnlySpan<byte> span)
    {
        var start = at;
        while (true)
        {
            var next = span[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= span.Length)
                return false;
            at += next;
            if (span[at + 1] is not (0 or >= 0xD0 and <= 0xD7))
                break;
            at += 2;
        }

        output.Write(span[start..at]);
        return at > start;
    }
}
