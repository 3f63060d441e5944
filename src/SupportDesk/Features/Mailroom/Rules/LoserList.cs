using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportDesk.Features.Mailroom.Rules;

/// <summary>The pointers that did not decide, as the ledger keeps them.</summary>
internal static class LoserList
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new JsonStringEnumConverter() } };

    public static string? Write(IReadOnlyList<Loser> losers) => losers.Count > 0 ? JsonSerializer.Serialize(losers, Options) : null;

    public static IReadOnlyList<Loser> Read(string? text) => text is null ? [] : JsonSerializer.Deserialize<List<Loser>>(text, Options) ?? [];
}
