using System.Diagnostics;

namespace SupportDesk.Benchmarks;

/// <summary>Runs the rivals in turn, so that whatever else the machine does meets all of them.</summary>
internal static class Rounds
{
    public static Series[] Run(int rounds, params Action[] rivals) => RunPrepared(rounds, () => { }, rivals);

    /// <param name="prepare">Runs before each rival's turn and is not timed.</param>
    public static Series[] RunPrepared(int rounds, Action prepare, params Action[] rivals)
    {
        foreach (var rival in rivals)
        {
            prepare();
            rival(); // warm: compiled, in the cache
        }

        var times = rivals.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
            for (var i = 0; i < rivals.Length; i++)
            {
                prepare();
                var start = Stopwatch.GetTimestamp();
                rivals[i]();
                times[i][round] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            }

        return [.. times.Select(seconds => new Series(seconds))];
    }

    public static double[] Ratios(Series ours, Series theirs) => [.. ours.Seconds.Zip(theirs.Seconds, (our, their) => their / our)];

    public static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The seconds that each round of one rival took.</summary>
    internal sealed record Series(double[] Seconds)
    {
        public double Median => Rounds.Median(Seconds);

        public double Best => Seconds.Min();
    }
}
