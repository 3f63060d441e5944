using System.Text.Json;
using Microsoft.Playwright;

namespace SupportDesk.Browser.Tests.Browsing;

/// <summary>What a window's pages bring over the wire, as the browser counts it: compressed, with the headers.</summary>
internal sealed class NetworkMeter
{
    private readonly Dictionary<string, Transfer> transfers = [];

    private NetworkMeter()
    {
    }

    /// <param name="Kind">Document, Script, Stylesheet, Font and so on.</param>
    /// <param name="Encoding">How its bytes were packed; null if they were not.</param>
    public sealed record Transfer(string Url, string Kind, string Type, string? Encoding)
    {
        public double Bytes { get; set; }

        public override string ToString() => $"{Bytes,8:0} {Encoding ?? "-",-5} {Kind} {Url}";
    }

    /// <summary>All that came, and the messages of the page's own line among it.</summary>
    public IReadOnlyCollection<Transfer> Transfers
    {
        get
        {
            lock (transfers)
                return [.. transfers.Values];
        }
    }

    public double Bytes => Transfers.Sum(one => one.Bytes);

    /// <param name="bytesPerSecond">How fast the line is.</param>
    public static async Task<NetworkMeter> StartAsync(Window window, int bytesPerSecond)
    {
        var session = await window.Page.Context.NewCDPSessionAsync(window.Page);
        var meter = new NetworkMeter();
        session.Event("Network.responseReceived").OnEvent += (_, args) => meter.Begin(args!.Value);
        session.Event("Network.loadingFinished").OnEvent += (_, args) => meter.End(args!.Value);
        session.Event("Network.webSocketFrameReceived").OnEvent += (_, args) => meter.Add(args!.Value);
        await session.SendAsync("Network.enable");
        await session.SendAsync("Network.emulateNetworkConditions", new()
        {
            ["offline"] = false,
            ["latency"] = 40,
            ["downloadThroughput"] = bytesPerSecond,
            ["uploadThroughput"] = bytesPerSecond,
        });
        return meter;
    }

    private void Begin(JsonElement args)
    {
        var response = args.GetProperty("response");
        var url = response.GetProperty("url").GetString()!;
        if (!url.StartsWith("http", StringComparison.Ordinal))
            return;
        var encoding = response.GetProperty("headers").EnumerateObject()
            .FirstOrDefault(header => header.Name.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase));
        lock (transfers)
            transfers[Id(args)] = new Transfer(
                new Uri(url).PathAndQuery,
                args.GetProperty("type").GetString()!,
                response.GetProperty("mimeType").GetString()!,
                encoding.Value.ValueKind == JsonValueKind.String ? encoding.Value.GetString() : null);
    }

    private void End(JsonElement args)
    {
        lock (transfers)
            if (transfers.TryGetValue(Id(args), out var transfer))
                transfer.Bytes = args.GetProperty("encodedDataLength").GetDouble();
    }

    // The browser counts a message as it is after unpacking: no less than what travelled.
    private void Add(JsonElement args)
    {
        var frame = args.GetProperty("response");
        var length = frame.GetProperty("payloadData").GetString()!.Length;
        lock (transfers)
        {
            if (!transfers.TryGetValue(Id(args), out var line))
                transfers[Id(args)] = line = new Transfer("/_blazor", "WebSocket", "", null);
            line.Bytes += frame.GetProperty("opcode").GetDouble() == 2 ? length * 3 / 4 : length;
        }
    }

    private static string Id(JsonElement args) => args.GetProperty("requestId").GetString()!;
}
