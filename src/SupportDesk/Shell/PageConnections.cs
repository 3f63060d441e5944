using Microsoft.AspNetCore.SignalR;

namespace SupportDesk.Shell;

/// <summary>SignalR's own connections, which also tell when a page's state has been written to its connection.</summary>
internal sealed class PageConnections<THub>(OpenPages pages, ILogger<DefaultHubLifetimeManager<THub>> log) : DefaultHubLifetimeManager<THub>(log)
    where THub : Hub
{
    // As the framework's script listens for it.
    private const string State = "JS.SavePersistedState";

    public override Task<T> InvokeConnectionAsync<T>(string connectionId, string methodName, object?[] args, CancellationToken cancellationToken)
    {
        // Written, or in the queue of what is to be written, when this returns: the answer to it comes later.
        var answer = base.InvokeConnectionAsync<T>(connectionId, methodName, args, cancellationToken);
        if (methodName == State)
            pages.StateSent(connectionId);
        return answer;
    }
}
