using Microsoft.AspNetCore.Components;
using SupportDesk.Features.Email.Messages;
using SupportDesk.Features.Tickets.Moving;
using SupportDesk.Features.Tickets.Participants;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Pages;

public sealed partial class EmailPanel
{
    private EmailDetails? view;
    private Part part;
    private bool busy;
    private string? problem;

    private enum Part { None, Why, Move, New }

    [Parameter, EditorRequired] public Guid Id { get; set; }

    [Inject] public required ReadEmail Read { get; init; }

    [Inject] public required MoveMessageToTicket Move { get; init; }

    [Inject] public required OpenTicketFromMessage Open { get; init; }

    [Inject] public required UndoMessageMove Undo { get; init; }

    [Inject] public required DecideParticipant Participants { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    private string PartId => $"letter-{Id:N}";

    private string Expanded(Part one) => part == one ? "true" : "false";

    private async Task ToggleAsync(Part one)
    {
        problem = null;
        if (part == one)
        {
            part = Part.None;
            return;
        }

        await LoadAsync();
        part = one;
    }

    private void CloseAsync() => (part, problem) = (Part.None, null);

    // What the ticket shows changes by itself: its page hears of every move.
    private Task DoAsync(Func<Actor, Task<Result<MoveMessage.Moved>>> run) => TryAsync(run);

    private async Task AddSenderAsync()
    {
        if (view is { TicketId: { } ticket, Party: { } party })
            await TryAsync(actor => Participants.RunAsync(new(ticket, party, view.FromAddress, view.FromName, Adds: true), actor, CancellationToken.None));
        await LoadAsync();
    }

    private async Task TryAsync<TDone>(Func<Actor, Task<Result<TDone>>> run)
    {
        busy = true;
        var done = await run(await Current.GetAsync());
        busy = false;
        problem = done.Ok ? null : ProblemMessages.Of(T, done.Problems[0]);
        if (done.Ok && part != Part.Why)
            part = Part.None;
    }

    private async Task LoadAsync()
    {
        var read = await Read.RunAsync(Id, await Current.GetAsync(), CancellationToken.None);
        view = read.Ok ? read.Value : null;
    }
}
