using Microsoft.AspNetCore.SignalR;

namespace SupportDesk.Shell;

/// <summary>Tells which connections of pages are about to pause, and when they are closed.</summary>
internal sealed class PauseWatch(OpenPages pages) : IHubFilter
{
    // As the framework's script calls it.
    private const string Pause = "PauseCircuit";

    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (invocationContext.HubMethodName == Pause)
            pages.Pausing(invocationContext.Context.ConnectionId);
        return next(invocationContext);
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        pages.Disconnected(context.Context.ConnectionId);
        return next(context, exception);
    }
}
