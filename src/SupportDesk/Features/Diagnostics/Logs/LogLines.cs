using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace SupportDesk.Features.Diagnostics.Logs;

/// <summary>Goes through a log line by line in constant memory: unpacks gzip, reads UTF-16, cuts lines that are too long.</summary>
internal static class LogLines
{
    /// <summary>What is behind it in a line is not looked at.</summary>
    public const int MaxLine = 64 * 1024;

    // A mark before the first line and the return behind a line do not count: with more than these, a line is too long wherever it ends.
    private const int Uncounted = 4;

    /// <param name="isHalf">A packed log breaks off in it.</param>
    public delegate void LineReader(ReadOnlySpan<byte> line, bool isHalf);

    /// <param name="moved">Told now and then how many bytes of the stream have been read.</param>
    /// <returns>How many lines there were, how many of them were cut, and whether a packed log breaks off in the middle.</returns>
    /// <exception cref="InvalidDataException">It begins as gzip and is none.</exception>
    public static async Task<(long Lines, long Cut, bool BreaksOff)> ReadAsync(Stream stream, LineReader read, Action<long>? moved, CancellationToken ct)
    {
        var (start, plain) = await PeekAsync(stream, moved, ct);
        if (start is [0x1F, 0x8B])
        {
            var packed = plain;
            try
            {
                (start, plain) = await PeekAsync(new GZipStream(packed, CompressionMode.Decompress), null, ct);
            }
            catch (InvalidDataException) when (packed.HasEnded)
            {
                // Too little came to unpack any of it: what other logs say stays.
                return (0, 0, true);
            }
        }

        await using Stream whole = start switch
        {
            [0xFF, 0xFE] => Encoding.CreateTranscodingStream(plain, Encoding.Unicode, Encoding.UTF8),
            [0xFE, 0xFF] => Encoding.CreateTranscodingStream(plain, Encoding.BigEndianUnicode, Encoding.UTF8),
            _ => plain,
        };
        var buffer = ArrayPool<byte>.Shared.Rent(2 * MaxLine);
        try
        {
            return await ReadAsync(whole, buffer, read, ct);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<(byte[] Start, CountedStream Whole)> PeekAsync(Stream stream, Action<long>? moved, CancellationToken ct)
    {
        var start = new byte[2];
        var have = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        return (start, new CountedStream(start.AsMemory(0, have), stream, moved));
    }

    private static async Task<(long Lines, long Cut, bool BreaksOff)> ReadAsync(Stream stream, byte[] buffer, LineReader read, CancellationToken ct)
    {
        var (lines, cut, filled, isCut, breaksOff) = (0L, 0L, 0, false, false);
        while (true)
        {
            var got = 0;
            try
            {
                got = await stream.ReadAsync(buffer.AsMemory(filled), ct);
            }
            catch (InvalidDataException) when (lines > 0 || filled > 0 || isCut)
            {
                // What came before it stays; its last line may be half of one.
                breaksOff = true;
            }

            filled += got;
            var rest = buffer.AsMemory(0, filled);
            while (rest.Span.IndexOf((byte)'\n') is var end and >= 0)
            {
                Line(rest.Span[..end]);
                rest = rest[(end + 1)..];
            }

            if (got == 0)
            {
                if (rest.Length > 0 || isCut)
                    Line(rest.Span, breaksOff);
                return (lines, cut, breaksOff);
            }

            if (rest.Length > MaxLine + Uncounted)
            {
                // The line goes on: what came of it is read now, the rest is passed over.
                if (!isCut)
                    Take(rest.Span);
                (isCut, rest) = (true, Memory<byte>.Empty);
            }

            rest.CopyTo(buffer);
            filled = rest.Length;
        }

        void Line(ReadOnlySpan<byte> line, bool isHalf = false)
        {
            if (!isCut)
                Take(line is [.., (byte)'\r'] ? line[..^1] : line, isHalf);
            (lines, isCut) = (lines + 1, false);
        }

        void Take(ReadOnlySpan<byte> line, bool isHalf = false)
        {
            // The mark of UTF-8, or what became of that of UTF-16.
            if (lines == 0 && line.StartsWith(Encoding.UTF8.Preamble))
                line = line[Encoding.UTF8.Preamble.Length..];
            cut += line.Length > MaxLine ? 1 : 0;
            read(line[..Math.Min(line.Length, MaxLine)], isHalf);
        }
    }

    /// <summary>Puts back what was read to recognise it, and counts.</summary>
    private sealed class CountedStream(ReadOnlyMemory<byte> start, Stream rest, Action<long>? moved) : Stream
    {
        private ReadOnlyMemory<byte> start = start;
        private long count;

        public bool HasEnded { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => count; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer) => Count(start.Length > 0 ? FromStart(buffer) : rest.Read(buffer));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Count(start.Length > 0 ? FromStart(buffer.Span) : await rest.ReadAsync(buffer, cancellationToken));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int FromStart(Span<byte> buffer)
        {
            var some = Math.Min(buffer.Length, start.Length);
            start.Span[..some].CopyTo(buffer);
            start = start[some..];
            return some;
        }

        private int Count(int read)
        {
            (count, HasEnded) = (count + read, read == 0);
            moved?.Invoke(count);
            return read;
        }
    }
}
