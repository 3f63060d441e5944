using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SupportDesk.Browser.Tests.Browsing;

/// <summary>A line on which every message of the page takes its time, each way.</summary>
internal static partial class SlowLine
{
    /// <summary>Slows the lines of the pages that this window opens from now on.</summary>
    public static Task SlowDownAsync(this Window window, TimeSpan way) => window.Page.RouteWebSocketAsync(Lines(), line =>
    {
        var server = line.ConnectToServer();
        line.OnMessage(Relay(server, way));
        server.OnMessage(Relay(line, way));
    });

    // One after another, as they were sent.
    private static Action<IWebSocketFrame> Relay(IWebSocketRoute to, TimeSpan way)
    {
        var last = Task.CompletedTask;
        return frame => last = PassAsync(last, Task.Delay(way), to, frame);
    }

    private static async Task PassAsync(Task before, Task due, IWebSocketRoute to, IWebSocketFrame frame)
    {
        await before;
        await due;
        if (frame.Binary is { } bytes)
            to.Send(bytes);
        else
            to.Send(frame.Text!);
    }

    [GeneratedRegex("/_blazor")]
    private static partial Regex Lines();
}
