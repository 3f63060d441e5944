using System.Collections.Concurrent;
using System.Text;
using Microsoft.Playwright;

namespace SupportDesk.Browser.Tests.Browsing;

/// <summary>Everything that a page sends, by request and over its socket, from the moment this is made.</summary>
internal sealed class SentBodies : IDisposable
{
    private readonly ConcurrentQueue<byte[]> bodies = [];
    private readonly ConcurrentQueue<string> urls = [];
    private readonly IPage page;

    /// <param name="window">Not yet on the page whose socket is to be heard, or the socket is missed.</param>
    public SentBodies(Window window)
    {
        page = window.Page;
        page.Request += Note;
        page.WebSocket += Listen;
    }

    public IReadOnlyCollection<byte[]> All => bodies;

    public IReadOnlyCollection<string> Urls => urls;

    public void Dispose()
    {
        page.Request -= Note;
        page.WebSocket -= Listen;
    }

    private void Note(object? sender, IRequest request)
    {
        urls.Enqueue(request.Url);
        if (request.PostDataBuffer is { } body)
            bodies.Enqueue(body);
    }

    private void Listen(object? sender, IWebSocket socket) => socket.FrameSent += (_, frame) => bodies.Enqueue(frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? ""));
}
