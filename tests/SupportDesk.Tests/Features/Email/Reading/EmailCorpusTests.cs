using System.Text.Json.Nodes;
using SupportDesk.Cli;

namespace SupportDesk.Tests.Features.Email.Reading;

/// <summary>
/// E-mails as programs of the region write them, and broken ones: each gives exactly what lies beside it as JSON, from a file as from a
/// stream that drips.
/// </summary>
public sealed class EmailCorpusTests
{
    private static readonly string[] Rooms =
    [
        "address",
        "automatic",
        "body",
        "broken",
        "bytes",
        "dsn",
        "filename",
        "ids",
        "regional",
        "structure",
        "subject",
        "tnef",
        "uuencode",
    ];

    [Theory, MemberData(nameof(In), "subject")]
    public Task T79_Inspect_Subjects(string email) => ExpectAsync(email);

    [Theory, MemberData(nameof(In), "body")]
    public Task T80_Inspect_Bodies(string email) => ExpectAsync(email);

    [Theory, MemberData(nameof(In), "filename")]
    public Task T81_Inspect_FileNames(string email) => ExpectAsync(email);

    [Theory, MemberData(nameof(In), "bytes")]
    public Task T82_Inspect_Files_ByteExact(string email) => ExpectAsync(email);

    [Theory, MemberData(nameof(In), "address")]
    public Task T83_Inspect_Addresses(string email) => ExpectAsync(email);

    [Theory, MemberData(nameof(In), "dsn")]
    public Task T26_Inspect_DeliveryReports(string email) => ExpectAsync(email);

    [Theory, MemberData(nameof(In), "automatic")]
    public Task T27_Inspect_AutomaticEmails(string email) => ExpectAsync(email);

    [Theory]
    [MemberData(nameof(In), "broken")]
    [MemberData(nameof(In), "ids")]
    [MemberData(nameof(In), "regional")]
    [MemberData(nameof(In), "structure")]
    [MemberData(nameof(In), "tnef")]
    [MemberData(nameof(In), "uuencode")]
    public Task Inspect_Structures_WholeAndBroken(string email) => ExpectAsync(email);

    [Fact]
    public void Corpus_EveryRoom_IsTested()
    {
        Assert.Equal(Rooms, Emails.Names.Select(name => name.Split('/')[0]).Distinct());
        Assert.True(Emails.Names.Count >= 380, $"{Emails.Names.Count} e-mails");
    }

    public static TheoryData<string> In(string room) => [.. Emails.Names.Where(name => name.StartsWith(room + "/", StringComparison.Ordinal))];

    private static async Task ExpectAsync(string email)
    {
        var bytes = Emails.Bytes(email);
        var expected = JsonNode.Parse(Emails.Expected(email))!.AsObject();

        foreach (var stream in new Stream[] { new MemoryStream(bytes), new DripStream(bytes, 7) })
        {
            var (summary, isAutomatic) = await InspectEmail.InspectAsync(stream, CancellationToken.None);
            var actual = JsonNode.Parse(InspectEmail.ToJson(summary, isAutomatic))!.AsObject();
            foreach (var (field, value) in expected)
                Assert.Equal($"{field}: {value?.ToJsonString()}", $"{field}: {actual[field]?.ToJsonString()}");
            Assert.Equal(expected.Select(field => field.Key), actual.Select(field => field.Key));
        }
    }
}
