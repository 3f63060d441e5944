using System.Buffers;

namespace SupportDesk.Mail;

/// <summary>
/// Collects a stream into one array, so that every content of a letter can be a slice of it. Of a stream that knows its length the array
/// is made at once; other streams are collected in pooled blocks first.
/// </summary>
internal static class LetterBytes
{
    private const int Block = 64 * 1024;

    internal static async Task<(ArraySegment<byte> Bytes, bool IsCut)> ReadAsync(Stream stream, long max, CancellationToken ct)
    {
        max = Math.Clamp(max, 0, Array.MaxLength - 1);
        // One byte more than allowed tells whether there is more.
        if (stream.CanSeek && stream.Length - stream.Position is >= 0 and var rest && rest < max) max = rest;
        else if (!stream.CanSeek || stream.Length < stream.Position) return await CollectAsync(stream, max, ct).ConfigureAwait(false);
        var bytes = GC.AllocateUninitializedArray<byte>((int)max + 1);
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct).ConfigureAwait(false);
        return Cut(bytes, length, (int)max);
    }

    private static async Task<(ArraySegment<byte> Bytes, bool IsCut)> CollectAsync(Stream stream, long max, CancellationToken ct)
    {
        var blocks = new List<byte[]>();
        try
        {
            var length = 0;
            var read = Block;
            while (read == Block && length <= max)
            {
                blocks.Add(ArrayPool<byte>.Shared.Rent(Block));
                read = await stream.ReadAtLeastAsync(blocks[^1].AsMemory(0, Block), Block, throwOnEndOfStream: false, ct).ConfigureAwait(false);
                length += read;
            }
            length = (int)Math.Min(length, max + 1);
            var bytes = GC.AllocateUninitializedArray<byte>(length);
            for (var i = 0; i < blocks.Count && i * Block < length; i++)
            {
                blocks[i].AsSpan(0, Math.Min(Block, length - i * Block)).CopyTo(bytes.AsSpan(i * Block));
            }
            return Cut(bytes, length, (int)max);
        }
        finally
        {
            foreach (var block in blocks) ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static (ArraySegment<byte> Bytes, bool IsCut) Cut(byte[] bytes, int length, int max) => (new ArraySegment<byte>(bytes, 0, Math.Min(length, max)), length > max);
}
