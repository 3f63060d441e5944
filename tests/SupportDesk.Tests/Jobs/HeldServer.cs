using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SupportDesk.Tests.Jobs;

/// <summary>A shop and a provider in one, over HTTP, that hold their answers until they are released.</summary>
internal sealed class HeldHttp : IAsyncDisposable
{
    private const string Held =
        "<OperationStateResponse><Result><Code>0</Code></Result>"
        + "<State><Code>20</Code><StateDate>2026-11-20T10:00:00+03:00</StateDate></State></OperationStateResponse>";
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication app;

    private HeldHttp(WebApplication app) => this.app = app;

    public Task Asked => asked.Task.WaitAsync(TimeSpan.FromMinutes(1));

    public string Host => new Uri(app.Urls.First()).Authority;

    public static async Task<HeldHttp> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var server = new HeldHttp(builder.Build());
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync();
        return server;
    }

    public void Release() => released.TrySetResult();

    public ValueTask DisposeAsync()
    {
        Release();
        return app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var invoice = http.Request.HasFormContentType ? (await http.Request.ReadFormAsync())["InvId"].ToString() : "";
        asked.TrySetResult();
        await released.Task;
        await http.Response.WriteAsync(invoice.Length > 0 ? "OK" + invoice : Held);
    }
}

/// <summary>A mail server that takes an e-mail and never says whether it did; as one for IMAP it never even greets.</summary>
internal sealed class HeldMail : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool greets;
    private int emails;

    public HeldMail(bool greets)
    {
        this.greets = greets;
        listener.Start();
        _ = ServeAsync();
    }

    public Task Asked => asked.Task.WaitAsync(TimeSpan.FromMinutes(1));

    /// <summary>How many were begun.</summary>
    public int Emails => emails;

    public string Port => $"{((IPEndPoint)listener.LocalEndpoint).Port}";

    public void Dispose() => listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                _ = TalkAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception error) when (error is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient connection)
    {
        using var client = connection;
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
            await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
            if (greets)
                await writer.WriteLineAsync("220 mx.example");
            else
                asked.TrySetResult();
            var inData = false;
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line == "DATA")
                {
                    inData = true;
                    Interlocked.Increment(ref emails);
                    await writer.WriteLineAsync("354 go");
                }
                else if (inData && line == ".")
                {
                    asked.TrySetResult();
                }
                else if (!inData)
                {
                    await writer.WriteLineAsync("250 ok");
                }
            }
        }
        catch (IOException)
        {
            // The desk was killed.
        }
    }
}
