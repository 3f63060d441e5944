using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace SupportDesk.Benchmarks.Shell;

/// <summary>Opens interactive pages as a browser does, without drawing them: what it is asked for it grants, and each batch it takes.</summary>
internal static partial class OpenPages
{
    private const int AtOnce = 4;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(Uri page, int count)
    {
        var (email, password) = (Console.ReadLine() ?? "", Console.ReadLine() ?? "");
        using var handler = new SocketsHttpHandler();
        using var http = new HttpClient(handler) { BaseAddress = page };
        if (email.Length > 0)
            await SignInAsync(http, email, password);
        var open = new List<HubConnection>();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, ct) =>
        {
            var connection = await OpenAsync(http, handler.CookieContainer, page, ct);
            lock (open)
                open.Add(connection);
        });
        Console.WriteLine("open");
        // Until the other side lets go.
        await Console.In.ReadToEndAsync();
        foreach (var connection in open)
            await connection.DisposeAsync();
        return 0;
    }

    private static async Task SignInAsync(HttpClient http, string email, string password)
    {
        var form = await http.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        using var answer = await http.PostAsync(new Uri("/sign-in", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = Token().Match(form).Groups[1].Value,
            ["Posted.Email"] = email,
            ["Posted.Password"] = password,
        }));
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<HubConnection> OpenAsync(HttpClient http, CookieContainer cookies, Uri page, CancellationToken ct)
    {
        var html = await http.GetStringAsync(page, ct);
        var operations = new JsonArray([.. Marker().Matches(html).Select((match, i) => (JsonNode)new JsonObject
        {
            ["type"] = "add", ["ssrComponentId"] = i + 1, ["marker"] = JsonNode.Parse(match.Groups[1].Value),
        })]);
        if (operations.Count == 0)
            throw new InvalidOperationException($"{page} has no interactive part.");
        var builder = new HubConnectionBuilder().WithUrl(new Uri(page, "/_blazor"), HttpTransportType.WebSockets, options =>
        {
            options.SkipNegotiation = true;
            options.Cookies = cookies;
        });
        builder.Services.AddSingleton(Protocol());
        var connection = builder.Build();
        var (last, error) = (Stopwatch.GetTimestamp(), (string?)null);
        var drawn = 0;
        connection.On<int, byte[]>("JS.RenderBatch", async (batch, _) =>
        {
            (last, drawn) = (Stopwatch.GetTimestamp(), drawn + 1);
            await connection.SendAsync("OnRenderCompleted", (long)batch, (string?)null);
        });
        connection.On<long, string, string, int, long, int>("JS.BeginInvokeJS", async (task, _, _, kind, _, _) =>
        {
            last = Stopwatch.GetTimestamp();
            if (task != 0)
                await connection.SendAsync("EndInvokeJSFromDotNet", task, true, $"[{task.ToString(CultureInfo.InvariantCulture)},true,{Granted(kind)}]");
        });
        connection.On<string>("JS.Error", message => error = message);
        connection.On<string>("JS.EndUpdateRootComponents", _ => { });
        connection.On<string, bool, string>("JS.EndInvokeDotNet", (_, _, _) => { });
        connection.On<string, string>("JS.AttachComponent", (_, _) => { });
        await connection.StartAsync(ct);
        var circuit = await connection.InvokeAsync<string?>("StartCircuit", new Uri(page, "/").ToString(), page.ToString(), "[]", "", ct);
        if (circuit is null)
            throw new InvalidOperationException($"No circuit for {page}.");
        await connection.SendAsync("UpdateRootComponents", new JsonObject { ["batchId"] = 1, ["operations"] = operations }.ToJsonString(), "", ct);
        while (error is null && (drawn == 0 || Stopwatch.GetElapsedTime(last) < Quiet))
            await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
        return error is null ? connection : throw new InvalidOperationException($"{page}: {error}");
    }

    // A reference to an object of the page, or nothing.
    private static string Granted(int kind) => kind == 1 ? """{"__jsObjectId":1}""" : "null";

    // The framework's own way to pack messages; only its scripts and its server know it by name.
    private static IHubProtocol Protocol() => (IHubProtocol)Activator.CreateInstance(
        Type.GetType("Microsoft.AspNetCore.Components.Server.BlazorPack.BlazorPackHubProtocol, Microsoft.AspNetCore.Components.Server", throwOnError: true)!)!;

    [GeneratedRegex("<!--Blazor:(\\{[^>]*\"type\":\"server\"[^>]*\\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
