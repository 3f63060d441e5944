using Microsoft.AspNetCore.Components.Server.Circuits;

namespace SupportDesk.Shell;

/// <summary>Whether this page can be reached now: a laptop that was closed keeps its circuit for a while, but hears nothing.</summary>
internal sealed class PageLine : CircuitHandler
{
    public bool IsUp { get; private set; } = true;

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        IsUp = true;
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        IsUp = false;
        return Task.CompletedTask;
    }
}
