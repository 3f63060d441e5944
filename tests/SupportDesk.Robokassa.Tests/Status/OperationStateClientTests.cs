using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using SupportDesk.Robokassa.Status;

namespace SupportDesk.Robokassa.Tests.Status;

/// <summary>The client at a small server on a loopback port.</summary>
public sealed partial class OperationStateClientTests
{
    private const string Answer = "<R><Result><Code>3</Code></Result></R>";

    [Fact]
    public async Task GetAsync_Question_IsSignedAndSentAsAForm()
    {
        var (answer, request) = await AskAsync("200 OK", Answer);
        Assert.Equal((StatusOutcome.Answered, 3), (answer.Outcome, answer.State!.ResultCode));
        Assert.StartsWith("POST /Service.asmx/OpStateExt HTTP/1.1", request, StringComparison.Ordinal);
        Assert.EndsWith(
            $"MerchantLogin=demo&InvoiceID=5&Signature={SignatureHash.Compute(SignatureAlgorithm.Sha256, "demo:5:second")}",
            request,
            StringComparison.Ordinal
        );
        Assert.Equal(CredentialVerdict.Right, Credentials.Evaluate(answer));
    }

    [Theory]
    [InlineData("502 Bad Gateway", "<html>Bad gateway</html>", "The service answered 502.")]
    [InlineData("302 Found", Answer, "The service answered 302.")]
    [InlineData("200 OK", "<html>Maintenance</html>", "without Result/Code")]
    public async Task GetAsync_SomethingElseAnswers_IsNotUnderstood(string status, string body, string problem)
    {
        var (answer, _) = await AskAsync(status, body);
        Assert.Equal((StatusOutcome.NotUnderstood, null), (answer.Outcome, answer.State));
        Assert.Contains(problem, answer.Problem, StringComparison.Ordinal);
        Assert.Equal(CredentialVerdict.Unclear, Credentials.Evaluate(answer));
    }

    [Fact]
    public async Task GetAsync_NobodyAnswers_SaysSoWithoutTheSignature()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = Address(listener);
        using var hasty = new HttpClient { Timeout = TimeSpan.FromMilliseconds(200) };
        using var http = new HttpClient();
        var silent = await new OperationStateClient(hasty, address).GetAsync("demo", "5", "second", SignatureAlgorithm.Md5);
        listener.Stop();
        var gone = await new OperationStateClient(http, address).GetAsync("demo", "5", "second", SignatureAlgorithm.Md5);
        Assert.Equal((StatusOutcome.TimedOut, StatusOutcome.Unreachable), (silent.Outcome, gone.Outcome));
        Assert.DoesNotContain(
            SignatureHash.Compute(SignatureAlgorithm.Md5, "demo:5:second"),
            silent.Problem + gone.Problem,
            StringComparison.OrdinalIgnoreCase
        );
    }

    [Fact]
    public async Task GetAsync_BodyThatNeverEnds_IsGivenUp()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync();
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(1) };
        Assert.Equal(
            StatusOutcome.TimedOut,
            (await new OperationStateClient(http, Address(listener)).GetAsync("demo", "5", "second", SignatureAlgorithm.Md5)).Outcome
        );
        listener.Stop();
        await serving;

        async Task ServeAsync()
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync();
                await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<R>"u8.ToArray());
                // Until the other side hangs up.
                while (await client.GetStream().ReadAsync(new byte[1024]) > 0)
                {
                }
            }
            catch (Exception error) when (error is IOException or SocketException)
            {
                // However it hangs up: also before it was answered, on a busy machine.
            }
        }
    }

    [Theory]
    [InlineData(1, CredentialVerdict.WrongPassword)]
    [InlineData(2, CredentialVerdict.WrongLogin)]
    [InlineData(3, CredentialVerdict.Right)]
    [InlineData(4, CredentialVerdict.Right)]
    [InlineData(1000, CredentialVerdict.Unclear)]
    public void Evaluate_AnyResult_TellsWhatIsWrong(int code, CredentialVerdict verdict) =>
        Assert.Equal(verdict, Credentials.Evaluate(new StatusAnswer(StatusOutcome.Answered, new OperationState { ResultCode = code })));

    private static Uri Address(TcpListener listener) => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/Service.asmx/");

    private static async Task<(StatusAnswer Answer, string Request)> AskAsync(string status, string body)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var heard = ServeAsync();
        using var http = new HttpClient();
        return (await new OperationStateClient(http, Address(listener)).GetAsync("demo", "5", "second", SignatureAlgorithm.Sha256), await heard);

        async Task<string> ServeAsync()
        {
            using var client = await listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            var (buffer, request) = (new byte[4096], "");
            while (!Whole().IsMatch(request) && await stream.ReadAsync(buffer) is > 0 and var length)
                request += Encoding.ASCII.GetString(buffer, 0, length);
            await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
            return request;
        }
    }

    /// <summary>The last field with its whole digest: a request can come in pieces.</summary>
    [GeneratedRegex("Signature=[0-9a-f]{64}$")]
    private static partial Regex Whole();
}
