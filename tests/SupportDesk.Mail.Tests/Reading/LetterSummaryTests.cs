using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SupportDesk.Mail.Tests.Reading;

/// <summary>Every letter of the corpus gives what its expectation says. Whether it is automatic is judged by the desk, and tested there.</summary>
public sealed class LetterSummaryTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    [Theory, MemberData(nameof(Letters), "subject")]
    public Task T79_Of_Subjects(string letter) => ExpectAsync(letter);

    [Theory, MemberData(nameof(Letters), "body")]
    public Task T80_Of_Bodies(string letter) => ExpectAsync(letter);

    [Theory, MemberData(nameof(Letters), "filename")]
    public Task T81_Of_FileNames(string letter) => ExpectAsync(letter);

    [Theory, MemberData(nameof(Letters), "bytes")]
    public Task T82_Of_Files_ByteExact(string letter) => ExpectAsync(letter);

    [Theory, MemberData(nameof(Letters), "address")]
    public Task T83_Of_Addresses(string letter) => ExpectAsync(letter);

    [Theory, MemberData(nameof(Letters), "dsn")]
    public Task T26_Of_DeliveryReports(string letter) => ExpectAsync(letter);

    [Theory, MemberData(nameof(Letters), "automatic")]
    public Task T27_Of_AutomaticLetters(string letter) => ExpectAsync(letter);

    [Theory]
    [MemberData(nameof(Letters), "ids")]
    [MemberData(nameof(Letters), "structure")]
    [MemberData(nameof(Letters), "broken")]
    [MemberData(nameof(Letters), "uuencode")]
    [MemberData(nameof(Letters), "tnef")]
    public Task Of_Structures_WholeAndBroken(string letter) => ExpectAsync(letter);

    [Fact]
    public void Corpus_EveryRoom_IsTested()
    {
        string[] rooms = ["subject", "body", "filename", "bytes", "address", "dsn", "automatic", "ids", "structure", "broken", "uuencode", "tnef"];
        var found = Corpus.Names.Where(name => name.Contains('/', StringComparison.Ordinal)).ToList();

        Assert.Equal(rooms.Order(), found.Select(name => name.Split('/')[0]).Distinct().Order());
        Assert.True(found.Count >= 200, $"{found.Count} letters");
    }

    public static TheoryData<string> Letters(string room) => [.. Corpus.In(room)];

    private static async Task ExpectAsync(string letter)
    {
        var expected = JsonNode.Parse(Corpus.Expected(letter))!.AsObject();
        expected.Remove("isAutomatic");
        var reading = await BoundedMimeReader.ReadAsync(new MemoryStream(Corpus.Bytes(letter)), new MimeReaderLimits());
        var actual = JsonSerializer.SerializeToNode(LetterSummary.Of(reading), Json)!.AsObject();

        foreach (var (field, value) in expected) Assert.Equal($"{field}: {value?.ToJsonString()}", $"{field}: {actual[field]?.ToJsonString()}");
        Assert.Equal(expected.Select(f => f.Key), actual.Select(f => f.Key));
    }
}
