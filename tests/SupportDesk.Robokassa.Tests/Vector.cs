using System.Text.Json;

namespace SupportDesk.Robokassa.Tests;

/// <summary>A signature that others have published, or that was computed by another program, with what went into it.</summary>
/// <param name="Source">Where it was published.</param>
/// <param name="Fields">What was signed; empty where only the base string is known.</param>
internal sealed record Vector(
    string Kind, string Algorithm, string Base, string Expected, string Source,
    IReadOnlyDictionary<string, string>? Fields = null, string? Password = null, IReadOnlyDictionary<string, string>? Shp = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public SignatureAlgorithm Hash => SignatureHash.TryParse(Algorithm, out var algorithm) ? algorithm : throw new InvalidDataException(Algorithm);

    public IReadOnlyList<ShpParameter> Own => [.. (Shp ?? new Dictionary<string, string>()).Select(pair => new ShpParameter(pair.Key, pair.Value))];

    public string? this[string field] => Fields!.GetValueOrDefault(field);

    public static TheoryData<int> Numbers(string file) => [.. Enumerable.Range(0, Read(file).Count)];

    public static IReadOnlyList<Vector> Read(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Vectors", file)).Select(line => JsonSerializer.Deserialize<Vector>(line, Options)!)];
}
