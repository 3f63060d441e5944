using Microsoft.AspNetCore.Components;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets.Pages;

public sealed partial class TicketActions
{
    private bool busy;
    private bool asking;
    private Problem? problem;

    [Parameter, EditorRequired] public required TicketView View { get; set; }

    [Parameter] public EventCallback OnChanged { get; set; }

    [Inject] public required TakeTicket Take { get; init; }

    [Inject] public required ChangeStatus Change { get; init; }

    [Inject] public required ReopenTicket Again { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required TicketLabels W { get; init; }

    private Ticket Ticket => View.Ticket;

    private TicketStatus Status => View.Ticket.Status;

    private Task MoveAsync(TicketStatus to)
    {
        asking = false;
        return DoAsync((id, actor, ct) => Change.RunAsync(id, to, actor, ct));
    }

    private async Task DoAsync(Func<Guid, Actor, CancellationToken, Task<Result<Unit>>> action)
    {
        busy = true;
        var done = await action(Ticket.Id, await Current.GetAsync(), CancellationToken.None);
        problem = done.Ok ? null : done.Problems[0];
        busy = false;
        await OnChanged.InvokeAsync();
    }

    private async Task ReopenAsync()
    {
        var opened = await Again.RunAsync(Ticket.Id, await Current.GetAsync(), CancellationToken.None);
        problem = opened.Ok ? null : opened.Problems[0];
        if (opened.Ok)
            Navigation.NavigateTo($"{TicketFilter.Path}/{opened.Value.Number}");
    }
}
