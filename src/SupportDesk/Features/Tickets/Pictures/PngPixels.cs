using System.IO.Compression;

namespace SupportDesk.Features.Tickets.Pictures;

/// <summary>
/// Unpacks the pixels of a PNG and throws them away: there must be exactly as many as the header promises, and nothing
/// behind them. A file hidden behind the end of the packed pixels, or a bomb, does not pass.
/// </summary>
internal static class PngPixels
{
    private const byte LastFilter = 4;

    public static bool AreWhole(PngHeader header, IReadOnlyList<ReadOnlyMemory<byte>> chunks)
    {
        using var packed = new Pieces(chunks);
        using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
        try
        {
            foreach (var (rowBytes, rows) in header.Passes)
            {
                var row = new byte[rowBytes + 1];
                for (var y = 0; y < rows; y++)
                {
                    if (unpacked.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) < row.Length || row[0] > LastFilter)
                        return false;
                }
            }

            return unpacked.ReadByte() < 0 && packed.IsRead;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>
    /// The packed bytes in the order of their chunks. The last of them are handed out one by one: whoever unpacks takes
    /// no more than it needs, so that what it left over shows.
    /// </summary>
    private sealed class Pieces(IReadOnlyList<ReadOnlyMemory<byte>> chunks) : Stream
    {
        private const int Slowly = 512;
        private readonly long length = chunks.Sum(chunk => (long)chunk.Length);
        private long read;
        private int piece;
        private int offset;

        public bool IsRead => read == length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => read; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            while (piece < chunks.Count && offset == chunks[piece].Length)
                (piece, offset) = (piece + 1, 0);
            if (piece == chunks.Count || buffer.IsEmpty)
                return 0;
            var left = length - read;
            var count = (int)Math.Min(Math.Min(buffer.Length, chunks[piece].Length - offset), left > Slowly ? left - Slowly : 1);
            chunks[piece].Span.Slice(offset, count).CopyTo(buffer);
            (offset, read) = (offset + count, read + count);
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
