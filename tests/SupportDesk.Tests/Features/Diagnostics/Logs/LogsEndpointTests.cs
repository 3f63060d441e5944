using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Features.Diagnostics.Logs;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Diagnostics.Logs;

/// <summary>The page's door for logs behind a real Kestrel.</summary>
public sealed class LogsEndpointTests
{
    private const string Path = LogsEndpoint.Path + "?invoice=12345";

    [Fact]
    public async Task Read_MoreThanItsTurns_IsAskedToComeAgain()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = await desk.SignInAsync(desk.Agent);
        var rest = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = Enumerable.Range(0, LogReadQueue.OfOne).Select(_ => client.SendAsync(Request(new HeldContent(rest.Task)))).ToList();

        var turns = desk.Services.GetRequiredService<LogReadQueue>();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (turns.LeftFor(desk.Agent.UserId!.Value) > 0)
        {
            timeout.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        var refused = await SendAsync(client);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains("читаются другие логи", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var other = await desk.SignInAsync(desk.Admin);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(other)).StatusCode);

        rest.SetResult();
        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(client)).StatusCode);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client) =>
        client.SendAsync(Request(new HeldContent(Task.CompletedTask)));

    /// <summary>A log whose second half comes when it may.</summary>
    private sealed class HeldContent(Task rest) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.log\"\r\n\r\nGET "u8.ToArray());
            await stream.FlushAsync();
            await rest;
            await stream.WriteAsync("12345\r\n--b--\r\n"u8.ToArray());
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private static HttpRequestMessage Request(HttpContent content)
    {
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        return new HttpRequestMessage(HttpMethod.Post, Path) { Content = content, Headers = { { "Sec-Fetch-Site", "same-origin" } } };
    }
}
