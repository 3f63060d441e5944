using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportDesk.Features.Email.Matching;

/// <summary>The pointers that did not decide, as the ledger keeps them.</summary>
internal static class RejectedReferenceList
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new JsonStringEnumConverter() } };

    public static string? Write(IReadOnlyList<RejectedReference> losers) => losers.Count > 0 ? JsonSerializer.Serialize(losers, Options) : null;

    public static IReadOnlyList<RejectedReference> Read(string? text) =>
        text is null ? [] : JsonSerializer.Deserialize<List<RejectedReference>>(text, Options) ?? [];
}
