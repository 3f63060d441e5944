using System.Text.Json;
using SupportDesk.Masking;

namespace SupportDesk.Features.Tickets;

/// <summary>One place of a file where something was hidden; never what it was.</summary>
/// <param name="Kind">Name of the <see cref="SecretKind"/>.</param>
public sealed record HiddenPlace(string Kind, long Line, long Offset, int Length, string Rule)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static string ToJson(MaskReport report) => JsonSerializer.Serialize(
        report.Findings.Select(found => new HiddenPlace(found.Kind.ToString(), found.Line, found.Offset, found.Length, found.Rule)), Json);

    /// <summary>The places of a stored file, first line first; none if nothing was hidden or the file is no text.</summary>
    public static IReadOnlyList<HiddenPlace> FromJson(string? report) =>
        report is null ? [] : JsonSerializer.Deserialize<List<HiddenPlace>>(report, Json) ?? [];

    public static string KindsToJson(MaskReport report) => JsonSerializer.Serialize(report.Counts, Json);

    /// <summary>How many places of each kind, the most frequent first.</summary>
    public static IReadOnlyList<(string Kind, long Count)> KindsFromJson(string? kinds) => kinds is null
        ? []
        : [.. JsonSerializer.Deserialize<Dictionary<string, long>>(kinds, Json)!.OrderByDescending(kind => kind.Value).Select(kind => (kind.Key, kind.Value))];

    /// <summary>False for what nobody may show: a real card number, or more text than a person can judge.</summary>
    public bool MayBeShown() => Enum.TryParse<SecretKind>(Kind, out var kind) && new Finding(kind, Line, Offset, Length, Rule).CanBeReleased;
}
