using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

using SupportDesk.Masking.Archives;
namespace SupportDesk.Tests.Features.Files.Pictures;

/// <summary>Makes PNG files by hand, well formed or not.</summary>
internal static class PngBytes
{
    public static byte[] Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[] End => Chunk("IEND");

    /// <summary>A grey picture with what is given between its header and its pixels.</summary>
    public static byte[] Picture(int width = 4, int height = 3, params byte[][] before) =>
        [.. Signature, .. Header(width, height), .. before.SelectMany(chunk => chunk), .. Chunk("IDAT", Pack(Rows(width, height))), .. End];

    /// <summary>Two pictures after each other: chunks acTL, fcTL and fdAT.</summary>
    public static byte[] Moving()
    {
        byte[] Frame(byte number) => Chunk("fcTL", [0, 0, 0, number, 0, 0, 0, 4, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 10, 0, 0]);
        byte[] second = Chunk("fdAT", [0, 0, 0, 2, .. Pack(Rows(4, 3))]);
        return
        [
            .. Signature,
            .. Header(4, 3),
            .. Chunk("acTL", 0, 0, 0, 2, 0, 0, 0, 0),
            .. Frame(0),
            .. Chunk("IDAT", Pack(Rows(4, 3))),
            .. Frame(1),
            .. second,
            .. End,
        ];
    }

    public static byte[] Header(int width, int height, byte depth = 8, byte colour = 0, byte interlaced = 0)
    {
        var data = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(data, width);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(4), height);
        (data[8], data[9], data[12]) = (depth, colour, interlaced);
        return Chunk("IHDR", data);
    }

    public static byte[] Rows(int rowBytes, int rows, byte filter = 0) =>
        [.. Enumerable.Range(0, rows).SelectMany(y => Enumerable.Range(0, rowBytes).Select(x => (byte)(x + y)).Prepend(filter))];

    public static byte[] Pack(byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(rows);
        return packed.ToArray();
    }

    public static byte[] Chunk(string type, params byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        return [.. Number((uint)data.Length), .. body, .. Number(Crc32.Of(body))];
    }

    public static byte[] Text(string text) => Encoding.Latin1.GetBytes(text);

    private static byte[] Number(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
