using System.Text;
using System.Text.Json.Nodes;
using SupportDesk.Cli;
using SupportDesk.Robokassa;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Cli;

/// <summary><c>supportdesk signature explain</c>, as a program.</summary>
public sealed class SignatureExplainTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("signature-").FullName;

    [Fact]
    public async Task Explain_PaymentLinkSignedWithTheOtherPassword_PrintsWhatIsAgreed()
    {
        var wrong = SignatureHash.Compute(SignatureAlgorithm.Sha256, "demo:11.00:5:second:Shp_item=a b");
        var run = await RunAsync(
            "",
            "signature",
            "explain",
            "--kind",
            "payment",
            "--url",
            $"https://auth.example/Merchant/Index.aspx?MerchantLogin=demo&OutSum=11.00&InvId=5&Description=%D0%97&Shp_item=a+b&SignatureValue={wrong}",
            "--password1",
            "first",
            "--password2",
            "second",
            "--json"
        );
        Assert.Equal((1, ""), (run.Code, run.Error));
        Assert.Equal(
            (
                "mistake",
                "payment",
                "sha256",
                """["password2-used"]""",
                "demo:11.00:5:[password #1]:Shp_item=a b",
                SignatureHash.Compute(SignatureAlgorithm.Sha256, "demo:11.00:5:first:Shp_item=a b")
            ),
            (Of("verdict"), Of("kind"), Of("algorithm"), run.Json["mistakes"]!.ToJsonString(), Of("baseString"), Of("expected"))
        );
        Assert.Equal(["verdict", "kind", "algorithm", "mistakes", "cautions", "signedString", "signedAlgorithm", "baseString", "expected", "tried"],
            run.Json.Select(field => field.Key));

        string Of(string name) => run.Json[name]!.GetValue<string>();
    }

    [Theory]
    [InlineData("OutSum=100.000000&InvId=7&SignatureValue={0}&Shp_x=%D0%B0\n")]
    [InlineData("""{{"OutSum":"100.000000","InvId":7,"SignatureValue":"{0}","Shp_x":"а"}}""")]
    [InlineData(
        "POST /result HTTP/1.1\r\n"
            + "Host: shop.example\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
            + "OutSum=100.000000&InvId=7&SignatureValue={0}&Shp_x=%D0%B0"
    )]
    [InlineData("GET /result?OutSum=100.000000&InvId=7&SignatureValue={0}&Shp_x=%D0%B0 HTTP/1.1\r\nHost: shop.example\r\n\r\n")]
    public async Task Explain_NotificationInAnyForm_Matches(string body)
    {
        var file = Path.Combine(folder, "body");
        await File.WriteAllTextAsync(
            file,
            string.Format(null, body, SignatureHash.Compute(SignatureAlgorithm.Md5, "100.000000:7:second:Shp_x=а").ToUpperInvariant())
        );
        var run = await RunAsync("", "signature", "explain", "--kind", "result", "--body", file, "--password2", "second", "--json");
        Assert.Equal((0, "match"), (run.Code, run.Json["verdict"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Explain_ForPeople_SaysItInALineAndNoPassword()
    {
        var run = await RunAsync(
            "",
            "signature",
            "explain",
            "--kind",
            "result",
            "--field",
            "OutSum=1",
            "--field",
            "InvId=2",
            "--field",
            "SignatureValue=" + new string('0', 32),
            "--password2",
            "s3cret-two"
        );
        Assert.Equal(1, run.Code);
        Assert.StartsWith("The signature is wrong, and none of the usual mistakes gives it", run.Text, StringComparison.Ordinal);
        Assert.Contains("To be signed: 1:2:[password #2]", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", run.Text + run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing to explain", "--password1", "x")]
    [InlineData("no password", "--field", "OutSum=1")]
    [InlineData("The field SignatureValue is missing", "--field", "OutSum=1", "--password1", "x")]
    [InlineData("The field SignatureValue is missing", "--field", "OutSum=1", "--field", "SignatureValue=", "--password1", "x")]
    [InlineData("a field is written as Name=Value", "--field", "OutSum", "--password1", "x")]
    [InlineData("is no algorithm", "--field", "OutSum=1", "--password1", "x", "--algorithm", "sha3")]
    public async Task Explain_BadQuestion_SaysWhatIsMissingAndEndsWithTwo(string message, params string[] words)
    {
        var run = await RunAsync("", ["signature", "explain", "--kind", "payment", .. words]);
        Assert.Equal((2, ""), (run.Code, run.Text));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<Run> RunAsync(string input, params string[] args)
    {
        var (code, output, error) = await Programs.FinishAsync(
            Programs.Start(folder, "dotnet", [typeof(ExplainSignature).Assembly.Location, .. args]),
            Encoding.UTF8.GetBytes(input)
        );
        return new Run(code, Encoding.UTF8.GetString(output), error);
    }

    private sealed record Run(int Code, string Text, string Error)
    {
        public JsonObject Json => JsonNode.Parse(Text)!.AsObject();
    }
}
