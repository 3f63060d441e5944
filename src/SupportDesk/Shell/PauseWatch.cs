using Microsoft.AspNetCore.SignalR;

namespace SupportDesk.Shell;

/// <summary>Tells which connections of pages are about to pause, and when they are closed.</summary>
internal sealed class PauseWatch(OpenPages pages) : IHubFilter
{
    // As the framework's script calls it.
    private const string Pause = "PauseCircuit";

    // The framework answers at once and sends the page's state behind its answer, but the page hangs up when it has the answer: a long
    // text on a busy machine would come too late.
    private static readonly TimeSpan StateIsSent = TimeSpan.FromSeconds(1);

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (invocationContext.HubMethodName != Pause)
            return await next(invocationContext);
        pages.Pausing(invocationContext.Context.ConnectionId);
        var answer = await next(invocationContext);
        await Task.Delay(StateIsSent);
        return answer;
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        pages.Disconnected(context.Context.ConnectionId);
        return next(context, exception);
    }
}
