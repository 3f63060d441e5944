using System.Buffers;
using SupportDesk.Masking;

namespace SupportDesk.Benchmarks.Masking;

/// <summary>Masks as a program does: blocks in, blocks out, the output overwritten.</summary>
internal static class Masks
{
    public const int Block = 64 * 1024;

    public static MaskReport Run(ReadOnlySpan<byte> input, byte[] room)
    {
        var masker = new Masker();
        while (true)
        {
            var block = input[..Math.Min(Block, input.Length)];
            var status = masker.Mask(block, room, out var consumed, out _, isFinalBlock: block.Length == input.Length);
            input = input[consumed..];
            if (input.IsEmpty && status == OperationStatus.Done)
                return masker.Report;
        }
    }

    public static void RunFile(string file, byte[] block, byte[] room)
    {
        using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var masker = new Masker();
        while (true)
        {
            var read = source.Read(block);
            var rest = block.AsSpan(0, read);
            OperationStatus status;
            do
            {
                status = masker.Mask(rest, room, out var consumed, out _, isFinalBlock: read == 0);
                rest = rest[consumed..];
            }
            while (status == OperationStatus.DestinationTooSmall || !rest.IsEmpty);
            if (read == 0)
                return;
        }
    }
}
