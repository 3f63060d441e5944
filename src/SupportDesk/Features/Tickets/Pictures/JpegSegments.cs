using System.Buffers.Binary;

namespace SupportDesk.Features.Tickets.Pictures;

/// <summary>The shape of those segments of a JPEG that are kept (ITU-T T.81, annex B): each length must follow from its content.</summary>
internal static class JpegSegments
{
    /// <summary>Huffman tables, DHT.</summary>
    public static bool AreHuffmanTables(ReadOnlySpan<byte> data)
    {
        while (data.Length >= 17)
        {
            if (data[0] >> 4 > 1 || (data[0] & 0xF) > 3)
                return false;
            var symbols = 0;
            foreach (var count in data.Slice(1, 16))
                symbols += count;
            if (symbols > 256 || data.Length < 17 + symbols)
                return false;
            data = data[(17 + symbols)..];
        }

        return data.IsEmpty;
    }

    /// <summary>Quantisation tables, DQT.</summary>
    public static bool AreQuantisationTables(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            var length = data[0] >> 4 == 0 ? 65 : 129;
            if (data[0] >> 4 > 1 || (data[0] & 0xF) > 3 || data.Length < length)
                return false;
            data = data[length..];
        }

        return true;
    }

    /// <summary>The frame, SOF: eight bits a sample, one, three or four components.</summary>
    public static bool IsFrame(ReadOnlySpan<byte> data, out int width, out int height)
    {
        (width, height) = (0, 0);
        if (data.Length < 6 || data[0] != 8 || data[5] is not (1 or 3 or 4) || data.Length != 6 + 3 * data[5])
            return false;
        height = BinaryPrimitives.ReadUInt16BigEndian(data[1..]);
        width = BinaryPrimitives.ReadUInt16BigEndian(data[3..]);
        for (var at = 6; at < data.Length; at += 3)
        {
            if (data[at + 1] >> 4 is 0 or > 4 || (data[at + 1] & 0xF) is 0 or > 4 || data[at + 2] > 3)
                return false;
        }

        return width > 0 && height > 0;
    }

    /// <summary>The head of a scan, SOS, of components that its frame has.</summary>
    public static bool IsScan(ReadOnlySpan<byte> data, ReadOnlySpan<byte> frame)
    {
        if (data.Length < 6 || data[0] is 0 or > 4 || data.Length != 4 + 2 * data[0])
            return false;
        for (var at = 1; at < 1 + 2 * data[0]; at += 2)
        {
            if (!HasComponent(frame, data[at]) || data[at + 1] >> 4 > 3 || (data[at + 1] & 0xF) > 3)
                return false;
        }

        return data[^3] <= 63 && data[^2] <= 63;
    }

    private static bool HasComponent(ReadOnlySpan<byte> frame, byte id)
    {
        for (var at = 6; at < frame.Length; at += 3)
        {
            if (frame[at] == id)
                return true;
        }

        return false;
    }
}
