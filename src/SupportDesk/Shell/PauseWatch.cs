using Microsoft.AspNetCore.SignalR;

namespace SupportDesk.Shell;

/// <summary>
/// Tells which connections of pages are about to pause, and when they are closed. The framework answers a pause before it sends the page's
/// state, and the page hangs up when it has the answer, so the answer is held back until the state stands before it in the line.
/// </summary>
internal sealed class PauseWatch(OpenPages pages) : IHubFilter
{
    // As the framework's script calls it.
    private const string Pause = "PauseCircuit";

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (invocationContext.HubMethodName != Pause)
            return await next(invocationContext);
        var sent = pages.Pausing(invocationContext.Context.ConnectionId);
        var answer = await next(invocationContext);
        await sent;
        return answer;
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        pages.Disconnected(context.Context.ConnectionId);
        return next(context, exception);
    }
}
