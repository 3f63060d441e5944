namespace SupportDesk.Benchmarks;

/// <summary>Something that is measured. It says what it saw and judges nothing: machines differ.</summary>
internal abstract class Scenario
{
    public abstract string Name { get; }

    /// <param name="quick">True to be done in ten seconds, to see that it runs.</param>
    public abstract IEnumerable<Result> Run(bool quick);

    /// <param name="amount">What each rival worked through in a round.</param>
    /// <param name="scale">How much of it makes one of the unit.</param>
    protected Result Compare(Rounds.Series ours, Rounds.Series baseline, string baselineName, double amount, string unit = "GB/s", double scale = 1e9)
    {
        var ratios = Rounds.Ratios(ours, baseline);
        return new Result(
            Name, amount / ours.Median / scale, unit, amount / baseline.Median / scale, baselineName,
            Rounds.Median(ratios), $"{ratios.Min():F2}–{ratios.Max():F2}", amount / ours.Best / scale, Machine.Describe());
    }

    protected Result NotMeasured(string baselineName, string why) =>
        new(Name, null, "", null, baselineName, null, "not measured: " + why, null, Machine.Describe());
}

/// <summary>One line of the table.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Ours">The median of our rounds.</param>
/// <param name="Unit">Of ours and of the baseline.</param>
/// <param name="Baseline">The median of the other's rounds; null where there is none.</param>
/// <param name="BaselineName">What it is compared with.</param>
/// <param name="Ratio">Ours to the baseline, above one is faster: the median over rounds that ran side by side.</param>
/// <param name="Spread">The smallest and the largest of these ratios, or why there is none.</param>
/// <param name="Best">The best of our rounds.</param>
/// <param name="Machine">Where it ran.</param>
internal sealed record Result(
    string Scenario,
    double? Ours,
    string Unit,
    double? Baseline,
    string BaselineName,
    double? Ratio,
    string Spread,
    double? Best,
    string Machine
);
