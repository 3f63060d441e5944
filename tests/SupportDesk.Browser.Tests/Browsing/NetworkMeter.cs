using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace SupportDesk.Browser.Tests.Browsing;

/// <summary>What a window's pages bring over the wire, as the browser counts it: compressed, with the headers.</summary>
internal sealed class NetworkMeter : IDisposable
{
    private readonly Dictionary<string, Transfer> transfers = [];
    private readonly Dictionary<string, string> open = [];
    private readonly MemoryStream packed = new();
    private readonly DeflateStream packing;
    private bool linePacks;
    private bool stopped;

    private NetworkMeter() => packing = new DeflateStream(packed, CompressionLevel.Optimal);

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

    /// <summary>What was asked for and has not come whole.</summary>
    public IReadOnlyCollection<string> Missing
    {
        get
        {
            lock (transfers)
                return [.. open.Values];
        }
    }

    public double Bytes => Transfers.Sum(one => one.Bytes);

    public void Dispose()
    {
        lock (transfers)
        {
            stopped = true;
            packing.Dispose();
            packed.Dispose();
        }
    }

    public static async Task<NetworkMeter> StartAsync(Window window)
    {
        var session = await window.Page.Context.NewCDPSessionAsync(window.Page);
        var meter = new NetworkMeter();
        session.Event("Network.requestWillBeSent").OnEvent += (_, args) => meter.Ask(args!.Value);
        session.Event("Network.responseReceived").OnEvent += (_, args) => meter.Begin(args!.Value);
        session.Event("Network.loadingFinished").OnEvent += (_, args) => meter.End(args!.Value);
        session.Event("Network.webSocketHandshakeResponseReceived").OnEvent += (_, args) => meter.Agree(args!.Value);
        session.Event("Network.webSocketFrameReceived").OnEvent += (_, args) => meter.Add(args!.Value);
        await session.SendAsync("Network.enable");
        return meter;
    }

    private void Ask(JsonElement args)
    {
        lock (transfers)
            open[Id(args)] = args.GetProperty("request").GetProperty("url").GetString()!;
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
        {
            open.Remove(Id(args));
            if (transfers.TryGetValue(Id(args), out var transfer))
                transfer.Bytes = args.GetProperty("encodedDataLength").GetDouble();
        }
    }

    private void Agree(JsonElement args)
    {
        var answer = args.GetProperty("response").GetProperty("headersText").GetString() ?? "";
        lock (transfers)
            linePacks = answer.Contains("permessage-deflate", StringComparison.OrdinalIgnoreCase);
    }

    // The browser tells a message as it is after unpacking; where both ends pack, it is packed once more to see how long it was.
    private void Add(JsonElement args)
    {
        var frame = args.GetProperty("response");
        var payload = frame.GetProperty("payloadData").GetString()!;
        var message = frame.GetProperty("opcode").GetDouble() == 2 ? Convert.FromBase64String(payload) : Encoding.UTF8.GetBytes(payload);
        lock (transfers)
        {
            // The window lives longer than its meter.
            if (stopped)
                return;
            if (!transfers.TryGetValue(Id(args), out var line))
                transfers[Id(args)] = line = new Transfer("/_blazor", "WebSocket", "", linePacks ? "deflate" : null);
            packing.Write(message);
            packing.Flush();
            line.Bytes = linePacks ? packed.Length : line.Bytes + message.Length;
        }
    }

    private static string Id(JsonElement args) => args.GetProperty("requestId").GetString()!;
}
