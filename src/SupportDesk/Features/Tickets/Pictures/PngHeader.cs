using System.Buffers.Binary;

namespace SupportDesk.Features.Tickets.Pictures;

/// <summary>The first chunk of a PNG: size, kind of pixels, order of rows.</summary>
internal readonly record struct PngHeader(int Width, int Height, byte Depth, byte ColourType, bool Interlaced)
{
    public const int Length = 13;

    // Adam7: where each pass begins and how far its pixels stand apart (ISO/IEC 15948, 8.2).
    private static readonly (int X, int Y, int StepX, int StepY)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private int Channels => ColourType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    /// <summary>The images that follow each other in the pixel data: bytes of a row without its filter byte, and rows.</summary>
    public IEnumerable<(int RowBytes, int Rows)> Passes
    {
        get
        {
            if (!Interlaced)
                return [(RowBytes(Width), Height)];
            var (width, height, self) = (Width, Height, this);
            return Adam7
                .Select(pass => (Columns: Steps(width, pass.X, pass.StepX), Rows: Steps(height, pass.Y, pass.StepY)))
                .Where(pass => pass.Columns > 0 && pass.Rows > 0)
                .Select(pass => (self.RowBytes(pass.Columns), pass.Rows));
        }
    }

    /// <returns>False for what the standard does not know.</returns>
    public static bool TryRead(ReadOnlySpan<byte> chunk, out PngHeader header)
    {
        header = default;
        if (chunk.Length != Length)
            return false;
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(chunk), BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]));
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
            return false;
        header = new PngHeader((int)width, (int)height, chunk[8], chunk[9], chunk[12] == 1);
        return header.IsKnownPixel() && chunk[10] == 0 && chunk[11] == 0 && chunk[12] <= 1;
    }

    private static int Steps(int size, int first, int step) => (size - first + step - 1) / step;

    private bool IsKnownPixel() => ColourType switch
    {
        0 => Depth is 1 or 2 or 4 or 8 or 16,
        3 => Depth is 1 or 2 or 4 or 8,
        2 or 4 or 6 => Depth is 8 or 16,
        _ => false,
    };

    private int RowBytes(int columns) => (int)(((long)columns * Channels * Depth + 7) / 8);
}
