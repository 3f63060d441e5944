namespace SupportDesk.Masking.Tests.Annotated;

/// <summary>How well one kind of secret is found over the corpus.</summary>
/// <param name="Name">The kind.</param>
/// <param name="Samples">Samples that hold it or something taken for it.</param>
/// <param name="Hidden">Secrets that are hidden.</param>
/// <param name="Missed">Secrets that stay.</param>
/// <param name="InVain">Places that are hidden and hold no secret.</param>
internal sealed record Score(string Name, int Samples, int Hidden, int Missed, int InVain)
{
    public static Score Of(string name, IEnumerable<Sample> samples, Func<Annotation, bool> counts)
    {
        var found = samples.Select(sample => sample.Text.Annotations.Where(counts).ToList()).Where(annotations => annotations.Count > 0).ToList();
        int Count(Outcome outcome) => found.Sum(annotations => annotations.Count(annotation => annotation.Outcome == outcome));
        return new Score(name, found.Count, Count(Outcome.Hidden), Count(Outcome.Missed), Count(Outcome.HiddenInVain));
    }

    /// <summary>The share of what is hidden that is a secret.</summary>
    public string Precision => Share(Hidden, InVain);

    /// <summary>The share of secrets that is hidden.</summary>
    public string Recall => Share(Hidden, Missed);

    private static string Share(int right, int wrong) =>
        right + wrong == 0 ? "–" : (Math.Floor(1000m * right / (right + wrong)) / 10).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) + " %";
}
