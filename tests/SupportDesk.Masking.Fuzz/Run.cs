using System.Buffers;

namespace SupportDesk.Masking.Fuzz;

/// <summary>Masks an input, cut in some way.</summary>
internal static class Run
{
    public static byte[] Whole(byte[] input, MaskingOptions options) => Whole(input, options, out _);

    public static byte[] Whole(byte[] input, MaskingOptions options, out MaskReport report)
    {
        var masker = new Masker(options);
        report = masker.Report;
        return Through(masker, input, _ => int.MaxValue, 4096);
    }

    public static byte[] Through(Masker masker, byte[] input, Func<int, int> cut, int room)
    {
        var output = new MemoryStream(input.Length + 64);
        var buffer = new byte[room];
        var at = 0;
        // Without progress in so many calls it hangs.
        for (var calls = 0L; calls < 100_000L + 100L * input.Length; calls++)
        {
            var length = Math.Min(Math.Max(1, cut(at)), input.Length - at);
            var last = at + length == input.Length;
            var status = masker.Mask(input.AsSpan(at, length), buffer, out var consumed, out var written, last);
            at += consumed;
            output.Write(buffer, 0, written);
            if (last && status == OperationStatus.Done)
                return output.ToArray();
        }

        throw new InvalidOperationException("No end in sight.");
    }
}
