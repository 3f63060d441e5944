using System.Text.Json;
using SupportDesk.Masking;

namespace SupportDesk.Features.Files;

/// <summary>A place of a file that was taken for a secret and that a person chose to show.</summary>
/// <param name="Kind">Name of the <see cref="SecretKind"/> it was taken for.</param>
/// <param name="Reason">Why it is none, masked.</param>
public sealed record UnmaskedSpan(string Kind, long Line, long Offset, int Length, string Rule, string Reason, string By, DateTimeOffset At)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static string? ToJson(IReadOnlyList<UnmaskedSpan> places) => places.Count == 0 ? null : JsonSerializer.Serialize(places, Json);

    public static IReadOnlyList<UnmaskedSpan> FromJson(string? places) =>
        places is null ? [] : JsonSerializer.Deserialize<List<UnmaskedSpan>>(places, Json) ?? [];

    public Release ToRelease() => new(Enum.Parse<SecretKind>(Kind), Offset, Length);

    /// <summary>The other place lies in this one: what is hidden again takes with it what was shown inside.</summary>
    public bool Holds(UnmaskedSpan other) => other.Offset >= Offset && other.Offset + other.Length <= Offset + Length;
}
