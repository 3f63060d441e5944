namespace SupportDesk.Masking.Tests.Annotated;

/// <summary>Writes precision and recall, and what is missed and hidden in vain, as it stands in the README.</summary>
internal static class ScoreTable
{
    public const string Begin = "<!-- corpus:begin -->\n", End = "<!-- corpus:end -->";

    public static string Write(IReadOnlyList<Sample> samples)
    {
        var kinds = Enum.GetValues<SecretKind>()
            .Select(kind => Score.Of($"`{kind}`", samples, annotation => annotation.Kind == kind))
            .Where(score => score.Samples > 0);
        string[] lines =
        [
            $"{samples.Count} samples, {samples.Count(sample => sample.Text.Annotations.Count == 0)} of them with nothing to hide.",
            "",
            "| kind | samples | secrets | hidden | hidden in vain | precision | recall |",
            "|---|--:|--:|--:|--:|--:|--:|",
            .. kinds.Append(Score.Of("all", samples, _ => true)).Select(Row),
            "", "Missed:", .. List(samples, Outcome.Missed),
            "", "Hidden in vain:", .. List(samples, Outcome.HiddenInVain),
            .. Unread(samples),
        ];
        return string.Join('\n', lines) + "\n";
    }

    private static string Row(Score score) =>
        $"| {score.Name} | {score.Samples} | {score.Hidden + score.Missed} | {score.Hidden} | {score.InVain} | {score.Precision} | {score.Recall} |";

    private static string[] Unread(IReadOnlyList<Sample> samples) =>
        samples.Any(sample => sample.Unread.Count > 0)
            ?
            [
                "",
                "Not recognised:",
                .. samples.Where(sample => sample.Unread.Count > 0).Select(sample => $"* `{sample.Name}` in {string.Join(", ", sample.Unread)}"),
            ]
            : [];

    private static IEnumerable<string> List(IReadOnlyList<Sample> samples, Outcome outcome) =>
        samples
            .SelectMany(sample =>
                sample
                    .Text.Annotations.Where(annotation => annotation.Outcome == outcome)
                    .Select(annotation => (sample.Name, annotation.Kind, annotation.Reason))
            )
            .GroupBy(line => line)
            .Select(group => $"* `{group.Key.Name}`: `{group.Key.Kind}`{(group.Count() > 1 ? $", {group.Count()} times" : "")}, {group.Key.Reason}")
            .DefaultIfEmpty("* nothing");
}
