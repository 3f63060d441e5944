using Microsoft.Playwright;

namespace SupportDesk.Browser.Tests.Browsing;

/// <summary>Fingers on an element, as the browser hears them from a screen; places are shares of its width and height.</summary>
internal sealed class Fingers : IAsyncDisposable
{
    private readonly ICDPSession session;
    private readonly ILocator element;
    private LocatorBoundingBoxResult? box;

    private Fingers(ICDPSession session, ILocator element) => (this.session, this.element) = (session, element);

    public static async Task<Fingers> OnAsync(Window window, ILocator element)
    {
        var session = await window.Page.Context.NewCDPSessionAsync(window.Page);
        await session.SendAsync("Emulation.setTouchEmulationEnabled", new() { ["enabled"] = true, ["maxTouchPoints"] = 5 });
        return new Fingers(session, element);
    }

    public async Task DragAsync((double X, double Y) from, (double X, double Y) to)
    {
        await TouchAsync("touchStart", from);
        for (var step = 1; step <= 4; step++)
            await TouchAsync("touchMove", (from.X + (to.X - from.X) * step / 4, from.Y + (to.Y - from.Y) * step / 4));
        await TouchAsync("touchEnd");
    }

    /// <summary>Two fingers move apart.</summary>
    public async Task SpreadAsync((double X, double Y) one, (double X, double Y) other, double by)
    {
        await TouchAsync("touchStart", one, other);
        for (var step = 1; step <= 4; step++)
            await TouchAsync("touchMove", (one.X - by * step / 4, one.Y - by * step / 4), (other.X + by * step / 4, other.Y + by * step / 4));
        await TouchAsync("touchEnd");
    }

    public async ValueTask DisposeAsync() => await session.DetachAsync();

    // Where the element lay when the gesture began: it grows and moves under the fingers.
    private async Task TouchAsync(string type, params (double X, double Y)[] places)
    {
        if (type == "touchStart")
            box = await element.BoundingBoxAsync();
        await session.SendAsync("Input.dispatchTouchEvent", new()
        {
            ["type"] = type,
            ["touchPoints"] = places.Select((place, id) => new { x = box!.X + box.Width * place.X, y = box.Y + box.Height * place.Y, id }).ToArray(),
        });
    }
}
