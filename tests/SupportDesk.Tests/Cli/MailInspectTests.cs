using System.Text;
using System.Text.Json.Nodes;
using SupportDesk.Cli;
using SupportDesk.Tests.Features.Email.Reading;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Cli;

/// <summary><c>supportdesk mail inspect</c> as a program; what it reads is tested with the reader.</summary>
public sealed class MailInspectTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("inspect-").FullName;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Inspect_FileOrPipe_PrintsJson(bool piped)
    {
        var file = Path.Combine(Emails.Folder, "dsn", "gmail.eml");

        var run = piped
            ? await RunAsync(await File.ReadAllBytesAsync(file), "mail", "inspect", "-", "--json")
            : await RunAsync([], "mail", "inspect", file, "--json");

        Assert.Equal((0, ""), (run.Code, run.Error));
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(file, ".json")))!;
        Assert.Equal(expected.ToJsonString(), JsonNode.Parse(run.Out)!.ToJsonString());
    }

    [Fact]
    public async Task Inspect_WithoutJson_PrintsLinesForPeopleAndNoControlCharacters()
    {
        var file = Path.Combine(folder, "letter.eml");
        await File.WriteAllTextAsync(
            file,
            "From: Иван <ivan@firm.example>\r\nDate: nonsense\r\nSubject: Счёт\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nСиний \u001b[34mтекст\r\n"
        );

        var run = await RunAsync([], "mail", "inspect", file);

        Assert.Equal(0, run.Code);
        Assert.Equal(
            "Subject:     Счёт\nFrom:        Иван <ivan@firm.example>\nAutomatic:   no\nProblem:     date-unreadable\n\n--- text ---\nСиний \uFFFD[34mтекст\n",
            Encoding.UTF8.GetString(run.Out)
        );
    }

    [Theory]
    [InlineData("missing.eml", "missing.eml does not exist")]
    [InlineData(".", "it is a folder")]
    public async Task Inspect_NothingToRead_SaysSoAndEndsWithTwo(string file, string message)
    {
        var run = await RunAsync([], "mail", "inspect", file, "--json");

        Assert.Equal((2, 0), (run.Code, run.Out.Length));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_ProgramFile_IsAEmailOfASort()
    {
        var run = await RunAsync([], "mail", "inspect", typeof(InspectEmail).Assembly.Location, "--json");

        Assert.Equal(0, run.Code);
        Assert.Contains("from-missing", Encoding.UTF8.GetString(run.Out), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<(int Code, byte[] Out, string Error)> RunAsync(byte[] input, params string[] args) =>
        Programs.FinishAsync(Programs.Start(folder, "dotnet", [typeof(InspectEmail).Assembly.Location, .. args]), input);
}
