using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using SupportDesk.Cli;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Cli;

/// <summary><c>supportdesk logs read</c>, as a program.</summary>
public sealed class LogsReadTests : IDisposable
{
    private const string Log =
        "185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] "
        + "\"GET /result?OutSum=10.00&InvId=12345&SignatureValue=AB&EMail=anna@buyer.example HTTP/1.1\" 500 7 \"-\" \"-\" 0.250\n"
        + "185.59.216.65 - - [20/Nov/2026:10:03:41 +0300] "
        + "\"GET /result?OutSum=10.00&InvId=12345&SignatureValue=AB&card=4111111111111111 HTTP/1.1\" 200 7 \"-\" \"-\" 0.031\n"
        + "185.59.216.65 - - [20/Nov/2026:10:03:42 +0300] "
        + "\"GET /result?OutSum=10.00&InvId=777&SignatureValue=AB HTTP/1.1\" 200 7 \"-\" \"-\" 0.031\n";

    private static readonly string[] Agreed = ["invoice", "lines", "notifications", "verdict", "retries", "unread", "withoutFields", "returns"];

    private readonly string folder = Directory.CreateTempSubdirectory("logs-").FullName;

    [Fact]
    public async Task Read_FileAndStandardInput_PrintsWhatIsAgreed()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "access.log"), Log);
        var (code, output, error) = await RunAsync(
            Log.Replace("12345", "999", StringComparison.Ordinal),
            "logs",
            "read",
            "access.log",
            "-",
            "--invoice",
            "12345",
            "--json"
        );
        Assert.Equal((0, ""), (code, error));
        var json = JsonNode.Parse(output)!.AsObject();
        Assert.Equal(Agreed, json.Select(field => field.Key));
        Assert.Equal(
            ("12345", 6, "answered", 1),
            (json["invoice"]!.GetValue<string>(), json["lines"]!.GetValue<int>(), json["verdict"]!.GetValue<string>(), json["retries"]!.GetValue<int>())
        );
        Assert.Equal(
            """{"time":"2026-11-20T10:02:41+03:00","remote":"185.59.216.65","method":"GET","path":"/result","status":500,"durationMs":250}""",
            json["notifications"]![0]!.ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_ForPeople_ShowsTheTimelineAndMasksTheExcerpt()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "access.log"), Log);
        var (code, output, _) = await RunAsync("", "logs", "read", "access.log", "--invoice", "12345", "--excerpt", "lines.txt");
        Assert.Equal(0, code);
        Assert.StartsWith("Invoice 12345: answered, 2 notifications, 1 retries; 2 of 3 lines name it.", output, StringComparison.Ordinal);
        Assert.Contains("(after 60 s)", output, StringComparison.Ordinal);
        Assert.DoesNotContain("anna@", output, StringComparison.Ordinal);
        var excerpt = await File.ReadAllLinesAsync(Path.Combine(folder, "lines.txt"));
        Assert.Equal(2, excerpt.Length);
        Assert.DoesNotContain("4111111111111111", string.Concat(excerpt), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.log does not exist. Name a file, or - for standard input.", "missing.log", "--invoice", "5")]
    [InlineData(". is a folder. Name a file in it.", ".", "--invoice", "5")]
    [InlineData("the excerpt none/lines.txt cannot be written", "-", "--invoice", "5", "--excerpt", "none/lines.txt")]
    [InlineData("an InvoiceID is a whole number", "-", "--invoice", "12a")]
    [InlineData("a request ($request or $request_uri", "-", "--invoice", "5", "--format", "$status")]
    [InlineData("has to be above zero", "-", "--invoice", "5", "--slow-seconds", "0")]
    [InlineData("Option '--invoice' is required", "-")]
    public async Task Read_BadQuestion_SaysWhatIsWrongAndEndsWithTwo(string message, params string[] words)
    {
        var (code, output, error) = await RunAsync("", ["logs", "read", .. words]);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_ExcerptNamesTheLog_LeavesTheLogAlone()
    {
        var log = Path.Combine(folder, "access.log");
        await File.WriteAllTextAsync(log, Log);
        var excerpts = new List<string> { "./access.log" };
        if (!OperatingSystem.IsWindows())
            excerpts.Add(Path.GetFileName(File.CreateSymbolicLink(Path.Combine(folder, "link.txt"), log).FullName));
        foreach (var excerpt in excerpts)
        {
            var (code, _, error) = await RunAsync("", "logs", "read", "access.log", "--invoice", "12345", "--excerpt", excerpt);
            Assert.Equal((2, $"logs read: --excerpt {excerpt} would replace a log. Name another file."), (code, error.TrimEnd()));
        }

        Assert.Equal(Log, await File.ReadAllTextAsync(log));
    }

    [Fact]
    public async Task Read_Pipe_IsReadThoughItHasNoLength()
    {
        if (OperatingSystem.IsWindows())
            return;
        var (code, output, error) = await RunAsync(Log, "logs", "read", "/dev/stdin", "--invoice", "12345");
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("Invoice 12345: answered, 2 notifications", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_HostileJson_MovesNoCursorAndMakesNoLine()
    {
        const string line = """{"remote_addr":"185.59.216.65","method":"GET","uri":"/\u001b[2Jr\nInvoice 12345: answered?InvId=12345","status":500}""";
        var (_, output, _) = await RunAsync(line, "logs", "read", "-", "--invoice", "12345");
        Assert.DoesNotContain('\u001b', output);
        Assert.Equal(2, output.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task Read_LinesThatAreNoRequests_SaysSoAndCountsTheCutOnes()
    {
        var (code, output, error) = await RunAsync("order 12345 paid\n" + new string('x', 100_000), "logs", "read", "-", "--invoice", "12345");
        Assert.Equal(0, code);
        Assert.Contains("name it with --format", output, StringComparison.Ordinal);
        Assert.Equal("logs read: 1 lines are longer than 64 KB; what is behind that was not looked at.", error.TrimEnd());
    }

    [Fact]
    public async Task Read_GzipThatIsCutOff_SaysSoAndKeepsTheAgreedJson()
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Log));
        // What checks the packed data is behind it: without that all lines are there.
        await File.WriteAllBytesAsync(Path.Combine(folder, "access.log.1.gz"), packed.ToArray()[..^8]);
        var (code, output, error) = await RunAsync("", "logs", "read", "access.log.1.gz", "--invoice", "12345", "--json");
        Assert.Equal((0, "logs read: 1 packed logs break off in the middle and were read so far. Copy them again."), (code, error.TrimEnd()));
        var json = JsonNode.Parse(output)!.AsObject();
        Assert.Equal(Agreed, json.Select(field => field.Key));
        Assert.Equal((3, 2), (json["lines"]!.GetValue<int>(), json["notifications"]!.AsArray().Count));
    }

    [Fact]
    public async Task Read_PieceOfAnIisLog_SaysThatItsColumnsWereAssumed()
    {
        var (code, output, error) = await RunAsync(
            "2026-11-20 07:03:41 10.0.0.5 GET /pay/result InvId=12345 443 - 185.59.216.65 Robokassa - 500 0 0 31\n",
            "logs",
            "read",
            "-",
            "--invoice",
            "12345"
        );
        Assert.Equal(0, code);
        Assert.StartsWith("Invoice 12345: failed, 1 notifications", output, StringComparison.Ordinal);
        Assert.StartsWith("logs read: a log of IIS does not begin with #Fields:", error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<(int Code, string Text, string Error)> RunAsync(string input, params string[] args)
    {
        var (code, output, error) = await Programs.FinishAsync(
            Programs.Start(folder, "dotnet", [typeof(LogsCommand).Assembly.Location, .. args]),
            Encoding.UTF8.GetBytes(input)
        );
        return (code, Encoding.UTF8.GetString(output), error);
    }
}
