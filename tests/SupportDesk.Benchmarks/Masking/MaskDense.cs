using System.Text;
using SupportDesk.Benchmarks.Data;
using SupportDesk.Masking;

namespace SupportDesk.Benchmarks.Masking;

/// <summary>Secrets in every line, on one core, against what one would write with regular expressions.</summary>
internal sealed class MaskDense : Scenario
{
    public override string Name => "mask-dense";

    public override IEnumerable<Result> Run(bool quick)
    {
        var lines = Samples.JsonLines(quick ? 1 << 20 : 16 << 20);
        var room = new byte[Masks.Block];
        RefuseUnequalWork(lines, room);
        var series = Rounds.Run(
            quick ? 3 : 7,
            () => Masks.Run(lines, room),
            () => RegexMasker.Run(lines, RegexMasker.ForSample),
            () => RegexMasker.Run(lines, RegexMasker.ForEveryKind)
        );
        yield return Compare(series[0], series[1], "compiled Regex.Replace, the seven patterns of this sample and Luhn", lines.Length);
        yield return Compare(series[0], series[2], "compiled Regex.Replace, a pattern for every kind and Luhn", lines.Length);
    }

    // Both have to find every card number, or the comparison would say nothing.
    private static void RefuseUnequalWork(byte[] lines, byte[] room)
    {
        var ours = Masks.Run(lines, room).Counts.GetValueOrDefault(SecretKind.Pan);
        var theirs = Encoding.UTF8.GetString(RegexMasker.Run(lines, RegexMasker.ForEveryKind)).Split("************").Length - 1;
        if (ours != theirs)
            throw new InvalidOperationException($"The masker found {ours} card numbers, the expressions {theirs}.");
    }
}
