using System.Globalization;
using System.Text.Json;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.Diagnostics.Probe;

/// <summary>What the steps of a run found, as it is kept: keys and numbers, so that it is read in any language later.</summary>
internal static class ProbeRecord
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Write(IEnumerable<RunProbe.Finding> found) =>
        JsonSerializer.Serialize(
            found.Select(step => new Step(
                step.Name,
                step.Severity,
                step.Seen is { } seen ? new Words(seen.Key, seen.Args) : null,
                step.Advice is { } advice ? new Words(advice.Key, advice.Args) : null,
                step.Evidence,
                step.Expected,
                step.Milliseconds
            )),
            Json
        );

    /// <returns>Nothing for a run that another version of the desk kept in a shape of its own.</returns>
    public static IReadOnlyList<RunProbe.Finding> Read(string steps)
    {
        try
        {
            return
            [
                .. JsonSerializer
                    .Deserialize<List<Step>>(steps, Json)!
                    .Select(step => new RunProbe.Finding(
                        step.Name,
                        step.Severity,
                        step.Seen?.LocalizedText,
                        step.Advice?.LocalizedText,
                        step.Evidence,
                        step.Milliseconds,
                        step.Expected
                    )),
            ];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private sealed record Step(string Name, Severity Severity, Words? Seen, Words? Advice, string? Evidence, string? Expected, long Milliseconds);

    private sealed record Words(string Key, IReadOnlyList<object?> Args)
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public LocalizedText LocalizedText => StepResult.Say(Key, [.. Args.Select(Plain)]);

        // Texts format numbers and days, each in its language, so they have to be numbers and days again.
        private static object? Plain(object? value) =>
            value is not JsonElement element
                ? value
                : element.ValueKind switch
                {
                    JsonValueKind.Number => element.TryGetInt64(out var whole) ? (object)whole : element.GetDouble(),
                    JsonValueKind.String => DateOnly.TryParseExact(
                        element.GetString(),
                        "yyyy-MM-dd",
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.None,
                        out var day
                    )
                        ? day
                        : element.GetString(),
                    _ => null,
                };
    }
}
