using System.Buffers;

namespace SupportDesk.Mail;

/// <summary>A resumable transform of bytes: all state lies in fields, any split of the input gives the same output.</summary>
internal abstract class ByteTransform
{
    /// <summary>
    /// Transforms as much as fits. Done: the source is used up (and, in the final block, all state is written);
    /// DestinationTooSmall: call again with more room and the unread rest. Bad input is skipped, never refused.
    /// </summary>
    internal abstract OperationStatus Transform(ReadOnlySpan<byte> source, Span<byte> destination, out int consumed, out int written, bool isFinalBlock);

    /// <summary>How much room the output of so many bytes needs at most, when everything is transformed at once.</summary>
    internal virtual int MaxOutput(int source) => source + 128;

    /// <summary>Reads a stream to its end through this transform into another stream.</summary>
    internal async Task PumpAsync(Stream source, Stream destination, CancellationToken ct)
    {
        var input = ArrayPool<byte>.Shared.Rent(64 * 1024);
        var output = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            int read;
            do
            {
                read = await source.ReadAsync(input, ct).ConfigureAwait(false);
                var start = 0;
                OperationStatus status;
                do
                {
                    status = Transform(input.AsSpan(start, read - start), output, out var consumed, out var written, isFinalBlock: read == 0);
                    start += consumed;
                    if (written > 0) await destination.WriteAsync(output.AsMemory(0, written), ct).ConfigureAwait(false);
                }
                while (status == OperationStatus.DestinationTooSmall);
            }
            while (read > 0);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(input);
            ArrayPool<byte>.Shared.Return(output);
        }
    }
}
