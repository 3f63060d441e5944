using System.Text.Json;
using System.Text.Json.Serialization;
using SupportDesk.Masking;

namespace SupportDesk.Features.Files;

/// <summary>One place of a file where something was hidden; never what it was.</summary>
/// <param name="Kind">Name of the <see cref="SecretKind"/>.</param>
/// <param name="Entry">For a place inside an archive the path of the file there, empty for what a gzip file holds; else null.</param>
public sealed record MaskedSpan(string Kind, long Line, long Offset, int Length, string Rule, string? Entry = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string ToJson(MaskReport report) => JsonSerializer.Serialize(Of(report, null), Json);

    public static string ToJson(ArchiveResult archive) => JsonSerializer.Serialize(archive.Entries.SelectMany(entry => Of(entry.Report, entry.Name)), Json);

    /// <summary>The places of a stored file, first line first; none if nothing was hidden or the file is no text.</summary>
    public static IReadOnlyList<MaskedSpan> FromJson(string? report) =>
        report is null ? [] : JsonSerializer.Deserialize<List<MaskedSpan>>(report, Json) ?? [];

    public static string KindsToJson(IReadOnlyDictionary<SecretKind, long> counts) => JsonSerializer.Serialize(counts, Json);

    /// <summary>How many places of each kind, the most frequent first.</summary>
    public static IReadOnlyList<(string Kind, long Count)> KindsFromJson(string? kinds) => kinds is null
        ? []
        : [.. JsonSerializer.Deserialize<Dictionary<string, long>>(kinds, Json)!.OrderByDescending(kind => kind.Value).Select(kind => (kind.Key, kind.Value))];

    /// <summary>False for what nobody may show: a real card number, more text than a person can judge, or a place inside an archive.</summary>
    public bool MayBeShown() => Entry is null && Enum.TryParse<SecretKind>(Kind, out var kind) && new Finding(kind, Line, Offset, Length, Rule).CanBeReleased;

    private static IEnumerable<MaskedSpan> Of(MaskReport report, string? entry) =>
        report.Findings.Select(found => new MaskedSpan(found.Kind.ToString(), found.Line, found.Offset, found.Length, found.Rule, entry));
}
