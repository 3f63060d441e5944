using System.Net;
using System.Net.Sockets;
using System.Text;
using SupportDesk.Robokassa.Status;

namespace SupportDesk.Robokassa.Tests.Status;

/// <summary>The client at a small server on a loopback port.</summary>
public sealed class RefundStateClientTests
{
    private const string Id = "3f2b8a5e-0c1d-4e7f-9a6b-5d4c3b2a1908";
    private const string Answer = $$"""{"requestId":"{{Id}}","amount":10.50,"label":"processing"}""";

    [Fact]
    public async Task GetAsync_Question_CarriesTheIdAndNothingElse()
    {
        var (answer, request) = await AskAsync("200 OK", Answer);
        Assert.Equal((RefundOutcome.Answered, RefundStage.Processing, 10.5m), (answer.Outcome, answer.State!.Stage, answer.State.Amount));
        Assert.StartsWith($"GET /Refund/GetState?id={Id} HTTP/1.1\r\nHost: ", request, StringComparison.Ordinal);
        Assert.Equal(4, request.Split("\r\n").Length);
    }

    [Theory]
    [InlineData("200 OK")]
    [InlineData("400 Bad Request")]
    [InlineData("404 Not Found")]
    public async Task GetAsync_Message_IsToldAsItCame(string status)
    {
        var (answer, _) = await AskAsync(status, """{"message":"Request not found"}""");
        Assert.Equal((RefundOutcome.Message, "Request not found"), (answer.Outcome, answer.State!.Message));
    }

    [Theory]
    [InlineData("502 Bad Gateway", "<html>Bad gateway</html>", "The service answered 502.")]
    [InlineData("500 Internal Server Error", """{"message":"An error has occurred"}""", "The service answered 500.")]
    [InlineData("302 Found", Answer, "The service answered 302.")]
    [InlineData("404 Not Found", Answer, "The service answered 404.")]
    [InlineData("200 OK", "<html>Maintenance</html>", "no JSON")]
    [InlineData("200 OK", """{"requestId":"00000000-0c1d-4e7f-9a6b-5d4c3b2a1908","label":"finished"}""", "another request")]
    [InlineData("200 OK", """{"requestId":"12","label":"finished"}""", "another request")]
    public async Task GetAsync_SomethingElseAnswers_IsNotUnderstood(string status, string body, string problem)
    {
        var (answer, _) = await AskAsync(status, body);
        Assert.Equal((RefundOutcome.NotUnderstood, null), (answer.Outcome, answer.State));
        Assert.Contains(problem, answer.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_HugeBody_IsNotUnderstood()
    {
        var (answer, _) = await AskAsync("200 OK", Answer.PadRight(RefundStateReader.MaxLength + 1));
        Assert.Equal(RefundOutcome.NotUnderstood, answer.Outcome);
        Assert.Contains("longer", answer.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_NobodyAnswers_SaysSo()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = Address(listener);
        using var hasty = new HttpClient { Timeout = TimeSpan.FromMilliseconds(200) };
        using var http = new HttpClient();
        var silent = await new RefundStateClient(hasty, address).GetAsync(Guid.Parse(Id));
        listener.Stop();
        var gone = await new RefundStateClient(http, address).GetAsync(Guid.Parse(Id));
        Assert.Equal((RefundOutcome.TimedOut, RefundOutcome.Unreachable), (silent.Outcome, gone.Outcome));
    }

    [Fact]
    public async Task GetAsync_BodyThatNeverEnds_IsGivenUp()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", waits: true);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(1) };
        Assert.Equal(RefundOutcome.TimedOut, (await new RefundStateClient(http, Address(listener)).GetAsync(Guid.Parse(Id))).Outcome);
        listener.Stop();
        await serving;
    }

    [Fact]
    public async Task GetAsync_CallerGivesUp_Throws()
    {
        using var http = new HttpClient();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new RefundStateClient(http, new Uri("http://127.0.0.1:9/")).GetAsync(Guid.Parse(Id), new CancellationToken(canceled: true))
        );
    }

    [Fact]
    public async Task GetAsync_EmptyId_IsRefusedBeforeAnythingIsSent()
    {
        using var http = new HttpClient();
        await Assert.ThrowsAsync<ArgumentException>(() => new RefundStateClient(http).GetAsync(Guid.Empty));
    }

    [Theory]
    [InlineData(Id, true)]
    [InlineData("  3F2B8A5E-0C1D-4E7F-9A6B-5D4C3B2A1908\n", true)]
    [InlineData("3f2b8a5e0c1d4e7f9a6b5d4c3b2a1908", false)]
    [InlineData("{3f2b8a5e-0c1d-4e7f-9a6b-5d4c3b2a1908}", false)]
    [InlineData("3f2b8a5e-0c1d-4e7f-9a6b-5d4c3b2a190g", false)]
    [InlineData("3f2b8a5e-0c1d-4e7f-9a6b-5d4c3b2a1908&id=1", false)]
    [InlineData("00000000-0000-0000-0000-000000000000", false)]
    [InlineData("12345", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void TryParseId_AnyText_IsAUuidOrNone(string? text, bool isId)
    {
        Assert.Equal(isId, RefundStateClient.TryParseId(text, out var id));
        Assert.Equal(isId ? Id : Guid.Empty.ToString(), id.ToString());
    }

    private static Uri Address(TcpListener listener) => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/Refund/");

    private static async Task<(RefundAnswer Answer, string Request)> AskAsync(string status, string body)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var heard = ServeAsync(listener, $"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}", waits: false);
        using var http = new HttpClient();
        return (await new RefundStateClient(http, Address(listener)).GetAsync(Guid.Parse(Id)), await heard);
    }

    private static async Task<string> ServeAsync(TcpListener listener, string answer, bool waits)
    {
        var request = "";
        try
        {
            using var client = await listener.AcceptTcpClientAsync();
            var (stream, buffer) = (client.GetStream(), new byte[4096]);
            // A request can come in pieces.
            while (!request.EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(buffer) is > 0 and var length)
                request += Encoding.ASCII.GetString(buffer, 0, length);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
            // Until the other side hangs up.
            while (waits && await stream.ReadAsync(buffer) > 0)
            {
            }
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            // However it hangs up: also before it was answered, on a busy machine.
        }

        return request;
    }
}
