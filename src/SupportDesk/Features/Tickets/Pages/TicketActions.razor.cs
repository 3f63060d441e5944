using Microsoft.AspNetCore.Components;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;
using SupportDesk.Ui;

namespace SupportDesk.Features.Tickets.Pages;

public sealed partial class TicketActions
{
    private static readonly string Mail = IconSvg.Of("mail");
    private static readonly string Ok = IconSvg.Of("ok");
    private static readonly string Again = IconSvg.Of("again");
    private static readonly string Dots = IconSvg.Of("dots");
    private static readonly string X = IconSvg.Of("x");
    private static readonly string Copy = IconSvg.Of("copy");
    private static readonly string Printer = IconSvg.Of("print");
    private bool busy;
    private bool asking;
    private Problem? problem;

    [Parameter, EditorRequired] public required TicketView View { get; set; }

    [Parameter] public EventCallback OnChanged { get; set; }

    [Parameter] public EventCallback OnCopy { get; set; }

    [Parameter] public EventCallback OnPrint { get; set; }

    [Inject] public required TakeTicket Take { get; init; }

    [Inject] public required AssignTicket Assign { get; init; }

    [Inject] public required ChangeStatus Change { get; init; }

    [Inject] public required ReopenTicket Anew { get; init; }

    [Inject] public required TicketUndo Undo { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required TicketLabels W { get; init; }

    private Ticket Ticket => View.Ticket;

    private TicketStatus Status => View.Ticket.Status;

    private bool IsOpen => TicketStatusMachine.IsOpen(Status);

    private bool MayEscalate => IsOpen && View.With(Party.Provider) is null;

    private string Escalation => $"/desk/new?escalate={Ticket.Id}";

    private async Task TakeAsync()
    {
        var before = Ticket.AssigneeId;
        await DoAsync(Take.RunAsync);
        if (problem is null)
            Undo.Offer(W["Taken"], () => ReturnAsync(before));
    }

    private async Task<Problem?> ReturnAsync(Guid? before)
    {
        var actor = await Current.GetAsync();
        var done = await Assign.RunAsync(Ticket.Id, before, actor, CancellationToken.None, new(actor.UserId));
        return done.Ok ? null : done.Problems[0];
    }

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
        var opened = await Anew.RunAsync(Ticket.Id, await Current.GetAsync(), CancellationToken.None);
        problem = opened.Ok ? null : opened.Problems[0];
        if (opened.Ok)
            Navigation.NavigateTo($"{TicketFilter.Path}/{opened.Value.Number}");
    }
}
