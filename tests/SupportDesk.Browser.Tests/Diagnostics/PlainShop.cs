using System.Net;
using System.Text;
using SupportDesk.Loopback;
using SupportDesk.Robokassa;

namespace SupportDesk.Browser.Tests.Diagnostics;

/// <summary>A shop's ResultURL on a loopback port: at /result it is right, at /held too, but only once it is released, and at /json it answers JSON.</summary>
internal sealed class PlainShop : IDisposable
{
    public const string TestPassword2 = "test-secret-two";
    private readonly HttpListener listener = new();
    private readonly int port = FreePorts.Take();
    private readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PlainShop()
    {
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        _ = ServeAsync();
    }

    public string Host => $"127.0.0.1:{port}";

    public string Url(string path) => $"http://{Host}/{path}";

    /// <summary>Done when somebody waits at /held.</summary>
    public Task Asked => asked.Task;

    public void Release() => held.TrySetResult();

    public void Dispose() => ((IDisposable)listener).Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                await AnswerAsync(await listener.GetContextAsync());
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        var fields = System.Web.HttpUtility.ParseQueryString(await reader.ReadToEndAsync() + context.Request.Url!.Query.Replace('?', '&'));
        var isRight = SignatureHash.Matches(SignatureAlgorithm.Md5, $"{fields["OutSum"]}:{fields["InvId"]}:{TestPassword2}", fields["SignatureValue"] ?? "");
        if (context.Request.Url.AbsolutePath == "/held")
        {
            asked.TrySetResult();
            await held.Task;
        }

        var isJson = context.Request.Url.AbsolutePath == "/json";
        context.Response.ContentType = isJson ? "application/json" : "text/plain";
        context.Response.Close(Encoding.ASCII.GetBytes(!isRight ? "bad sign" : isJson ? """{"status":"ok"}""" : "OK" + fields["InvId"]), willBlock: true);
    }
}
