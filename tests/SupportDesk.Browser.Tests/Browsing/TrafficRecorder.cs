using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SupportDesk.Browser.Tests.Support;

namespace SupportDesk.Browser.Tests.Browsing;

/// <summary>
/// A port that leads to the desk and writes down what the browser says on the way: request lines, headers and bodies as
/// they travel. Frames of a socket are masked on the wire, so the window notes those. What the desk answers can be slowed down.
/// </summary>
internal sealed class TrafficRecorder : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly ConcurrentBag<MemoryStream> lines = [];
    private readonly ConcurrentQueue<byte[]> frames = [];
    private readonly ConcurrentBag<Task> talks = [];
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly int desk;
    private readonly int? bytesPerSecond;
    private readonly Task accepting;

    /// <param name="bytesPerSecond">How much of the answers passes, all connections together; null for all that comes.</param>
    public TrafficRecorder(DeskProcess desk, int? bytesPerSecond = null)
    {
        this.desk = new Uri(desk.Url).Port;
        this.bytesPerSecond = bytesPerSecond;
        listener.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        accepting = AcceptAsync();
    }

    public string Url { get; }

    /// <summary>Bytes that went over the wire so far.</summary>
    public long Length => Said.Sum(bytes => (long)bytes.Length);

    private IEnumerable<byte[]> Said => [.. lines.Select(Copy), .. frames];

    /// <summary>Hears the sockets that the window opens from now on.</summary>
    public void Listen(Window window) => window.Page.WebSocket += (_, socket) =>
        socket.FrameSent += (_, frame) => frames.Enqueue(frame.Binary is { Length: > 0 } bytes ? bytes : Encoding.UTF8.GetBytes(frame.Text ?? ""));

    public bool Heard(ReadOnlySpan<byte> part)
    {
        foreach (var bytes in Said)
        {
            if (bytes.AsSpan().IndexOf(part) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>That pictures are heard at all: the desk encodes what it takes anew, so what it stores is not what went over the wire.</summary>
    public bool HeardAPicture() => Heard("JFIF"u8) || Heard("IHDR"u8);

    public int Count(string part)
    {
        var count = 0;
        foreach (var bytes in Said)
            count += bytes.AsSpan().Count(Encoding.UTF8.GetBytes(part));
        return count;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Dispose();
        await accepting;
        await Task.WhenAll(talks);
        end.Dispose();
        turn.Dispose();
    }

    private static byte[] Copy(MemoryStream line)
    {
        lock (line)
            return line.ToArray();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                talks.Add(TalkAsync(await listener.AcceptTcpClientAsync(end.Token)));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient browser)
    {
        using var one = browser;
        using var other = new TcpClient();
        try
        {
            await other.ConnectAsync(IPAddress.Loopback, desk, end.Token);
            var line = new MemoryStream();
            lines.Add(line);
            await Task.WhenAny(CopyAsync(browser.GetStream(), other.GetStream(), line), CopyAsync(other.GetStream(), browser.GetStream(), null));
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException)
        {
            // Either side hung up.
        }
    }

    private async Task CopyAsync(Stream from, Stream to, MemoryStream? line)
    {
        var isSlow = line is null && bytesPerSecond is not null;
        var buffer = new byte[isSlow ? 2 * 1024 : 64 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, end.Token)) > 0)
        {
            if (line is not null)
            {
                lock (line)
                    line.Write(buffer, 0, read);
            }

            if (isSlow)
                await PassAsync(read);
            await to.WriteAsync(buffer.AsMemory(0, read), end.Token);
        }
    }

    // Takes as long as the line needs for so many bytes; the connections take turns, as packets do.
    private async Task PassAsync(int bytes)
    {
        await turn.WaitAsync(end.Token);
        try
        {
            await Task.Delay(TimeSpan.FromSeconds((double)bytes / bytesPerSecond!.Value), end.Token);
        }
        finally
        {
            turn.Release();
        }
    }
}
