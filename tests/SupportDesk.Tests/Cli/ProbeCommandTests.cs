using System.Text;
using System.Text.Json.Nodes;
using SupportDesk.Cli;
using SupportDesk.Tests.Features.Diagnostics.Probe;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Cli;

/// <summary><c>supportdesk probe</c>, as a program.</summary>
public sealed class ProbeCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("probe-").FullName;

    [NginxFact]
    public async Task Probe_RightAndMovedShop_SaysSoAndEndsWithItsCode()
    {
        await using var nginx = await NginxShop.StartAsync();
        string[] words =
        [
            "probe", $"http://127.0.0.1:{nginx.PlainPort}/plain", "--yes", "--allow-private-addresses", "--test-password2", NginxShop.TestPassword2,
            "--invoice", NginxShop.InvId, "--sum", NginxShop.OutSum,
        ];
        var (code, output, error) = await RunAsync([.. words, "--json"]);
        Assert.Equal("", error);
        var json = JsonNode.Parse(output)!.AsObject();
        Assert.Equal(["url", "method", "verdict", "steps"], json.Select(field => field.Key));
        var steps = json["steps"]!.AsArray().ToDictionary(step => step!["name"]!.GetValue<string>(), step => step!);
        Assert.Equal(
            "DnsLocal TcpGood TlsNone RedirectNone WallNone Answer_Exact TimeGood RepeatGood MethodBoth ForgeryGood",
            string.Join(' ', steps.Values.Select(step => step["finding"]!.GetValue<string>())));
        Assert.Equal((0, "care", "care"), (code, json["verdict"]!.GetValue<string>(), steps["tls"]["verdict"]!.GetValue<string>()));
        Assert.DoesNotContain(NginxShop.TestPassword2, output, StringComparison.Ordinal);

        words[1] = $"http://127.0.0.1:{nginx.PlainPort}/moved";
        (code, output, _) = await RunAsync(words);
        Assert.Equal(1, code);
        Assert.Contains("bad      redirect", output, StringComparison.Ordinal);
        Assert.Contains("do: ", output, StringComparison.Ordinal);
        Assert.Contains("skipped  answer", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T47_Probe_AddressInside_IsNotCalled()
    {
        var (code, output, _) = await RunAsync("probe", "http://127.0.0.1:1/", "--yes", "--test-password2", "x", "--json");
        Assert.Equal((1, "DnsPrivate"), (code, JsonNode.Parse(output)!["steps"]![0]!["finding"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("is no address of the web", "shop.example", "--test-password2", "x", "--yes")]
    [InlineData("is no address of the web", "https://user:word@shop.example/", "--test-password2", "x", "--yes")]
    [InlineData("no password", "https://shop.example/", "--yes")]
    [InlineData("nobody is there to say yes", "https://shop.example/", "--test-password2", "x")]
    [InlineData("an InvoiceID is a whole number", "https://shop.example/", "--test-password2", "x", "--yes", "--invoice", "0")]
    [InlineData("an amount is written as", "https://shop.example/", "--test-password2", "x", "--yes", "--sum", "ten")]
    [InlineData("is no algorithm", "https://shop.example/", "--test-password2", "x", "--yes", "--algorithm", "sha3")]
    [InlineData("notifications come by post or get", "https://shop.example/", "--test-password2", "x", "--yes", "--method", "put")]
    [InlineData("Name a PEM file with certificates.", "https://shop.example/", "--test-password2", "x", "--yes", "--authorities", "none.pem")]
    public async Task Probe_BadQuestion_SaysWhatIsWrongAndEndsWithTwo(string message, params string[] words)
    {
        var (code, output, error) = await RunAsync(["probe", .. words]);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_AuthoritiesThatAreNone_AreRefusedBeforeAnythingIsSent()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "empty.pem"), "nothing");
        await File.WriteAllTextAsync(Path.Combine(folder, "bad.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        foreach (var file in (string[])["empty.pem", "bad.pem"])
        {
            var (code, output, error) = await RunAsync("probe", "https://shop.example/", "--test-password2", "x", "--yes", "--authorities", file);
            Assert.Equal((2, ""), (code, output));
            Assert.StartsWith($"probe: --authorities {file} ", error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("probe", "SUPPORTDESK_TEST_PASSWORD2")]
    [InlineData("signature explain", "SUPPORTDESK_PASSWORD1")]
    public async Task Help_PasswordInTheEnvironment_IsNotPrinted(string verb, string variable)
    {
        var (code, output, error) = await Programs.FinishAsync(
            Programs.Start(folder, "dotnet", [typeof(ProbeAddress).Assembly.Location, .. verb.Split(' '), "--help"], (variable, "s3cret-word")),
            []
        );
        Assert.Equal(0, code);
        Assert.Contains(variable, Encoding.UTF8.GetString(output), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-word", Encoding.UTF8.GetString(output) + error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] words)
    {
        var (code, output, error) = await Programs.FinishAsync(Programs.Start(folder, "dotnet", [typeof(ProbeAddress).Assembly.Location, .. words]), []);
        return (code, Encoding.UTF8.GetString(output), error);
    }
}
