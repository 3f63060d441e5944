using System.Buffers;
using System.Text;

namespace SupportDesk.Masking.Tests;

/// <summary>Runs a masker over a whole input, cut in a chosen way.</summary>
internal static class Masking
{
    public static string Run(string text) => Encoding.UTF8.GetString(Run(Encoding.UTF8.GetBytes(text)));

    public static string Run(string text, PersonalData personal) =>
        Encoding.UTF8.GetString(Run(Encoding.UTF8.GetBytes(text), new Masker(new MaskingOptions { Personal = personal }), _ => 4096, 4096));

    public static byte[] Run(byte[] input) => Run(input, new Masker(), _ => 4096, 4096);

    public static byte[] Run(byte[] input, Masker masker, Func<int, int> nextCut, int room)
    {
        var output = new MemoryStream();
        var buffer = new byte[room];
        var at = 0;
        while (true)
        {
            var length = Math.Min(Math.Max(1, nextCut(at)), input.Length - at);
            var isFinal = at + length == input.Length;
            var status = masker.Mask(input.AsSpan(at, length), buffer, out var consumed, out var written, isFinal);
            at += consumed;
            output.Write(buffer, 0, written);
            if (isFinal && status == OperationStatus.Done)
                return output.ToArray();
        }
    }

    public static MaskReport Report(string text)
    {
        var masker = new Masker();
        Run(Encoding.UTF8.GetBytes(text), masker, _ => 4096, 4096);
        return masker.Report;
    }
}
