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

/// <summary>An interactive page as a browser has it open, without drawing it: what it is asked for it grants, and each batch it takes.</summary>
internal sealed partial class PageClient : IAsyncDisposable
{
    private readonly HubConnection connection;
    private readonly Uri address;
    private long heard = Stopwatch.GetTimestamp();
    private long painted;
    private int batches;
    private string? error;

    private PageClient(HubConnection connection, Uri address) => (this.connection, this.address) = (connection, address);

    public static async Task SignInAsync(HttpClient http, string email, string password)
    {
        var form = await http.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        using var content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = Token().Match(form).Groups[1].Value,
            ["Posted.Email"] = email,
            ["Posted.Password"] = password,
        });
        using var answer = await http.PostAsync(new Uri("/sign-in", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    public static async Task<PageClient> OpenAsync(HttpClient http, CookieContainer cookies, Uri page, TimeSpan quiet, CancellationToken ct)
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
        var client = new PageClient(builder.Build(), page);
        client.Answer();
        await client.connection.StartAsync(ct);
        var circuit = await client.connection.InvokeAsync<string?>("StartCircuit", new Uri(page, "/").ToString(), page.ToString(), "[]", "", ct);
        if (circuit is null)
            throw new InvalidOperationException($"No circuit for {page}.");
        await client.connection.SendAsync("UpdateRootComponents", new JsonObject { ["batchId"] = 1, ["operations"] = operations }.ToJsonString(), "", ct);
        await client.StillAsync(0, quiet, ct);
        return client;
    }

    /// <summary>Follows a link inside the page.</summary>
    /// <returns>How long it took until the last batch of the new page was there.</returns>
    public async Task<TimeSpan> GoAsync(string path, TimeSpan quiet, CancellationToken ct)
    {
        var (begun, before) = (Stopwatch.GetTimestamp(), batches);
        await connection.SendAsync("OnLocationChanged", new Uri(address, path).ToString(), null, false, ct);
        await StillAsync(before, quiet, ct);
        return Stopwatch.GetElapsedTime(begun, painted);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private void Answer()
    {
        connection.On<int, byte[]>("JS.RenderBatch", async (batch, _) =>
        {
            heard = painted = Stopwatch.GetTimestamp();
            batches++;
            await connection.SendAsync("OnRenderCompleted", (long)batch, null);
        });
        connection.On<long, string, string, int, long, int>("JS.BeginInvokeJS", async (task, _, _, kind, _, _) =>
        {
            heard = Stopwatch.GetTimestamp();
            if (task != 0)
                await connection.SendAsync("EndInvokeJSFromDotNet", task, true, $"[{task.ToString(CultureInfo.InvariantCulture)},true,{Granted(kind)}]");
        });
        connection.On<string>("JS.Error", message => error = message);
        connection.On<string>("JS.EndUpdateRootComponents", _ => { });
        connection.On<string, bool, string>("JS.EndInvokeDotNet", (_, _, _) => { });
        connection.On<string, string>("JS.AttachComponent", (_, _) => { });
    }

    private async Task StillAsync(int before, TimeSpan quiet, CancellationToken ct)
    {
        while (error is null && (batches == before || Stopwatch.GetElapsedTime(heard) < quiet))
            await Task.Delay(TimeSpan.FromMilliseconds(20), ct);
        if (error is not null)
            throw new InvalidOperationException($"{address}: {error}");
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
