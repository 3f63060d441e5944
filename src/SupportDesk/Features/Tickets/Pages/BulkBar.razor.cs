using Microsoft.AspNetCore.Components;
using MudBlazor;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets.Bulk;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets.Pages;

public sealed partial class BulkBar : IDisposable
{
    // A ticket is new only until somebody has seen it.
    private static readonly IReadOnlyList<TicketStatus> Statuses =
        [TicketStatus.Open, TicketStatus.WaitingOnRequester, TicketStatus.WaitingOnProvider, TicketStatus.Resolved, TicketStatus.Closed];

    private const int UndoMilliseconds = 15000;

    private IReadOnlyList<ListAssignees.Person> people = [];
    private CancellationTokenSource? running;
    private TicketStatus? asked;
    private Actor? actor;
    private int done;
    private int total;

    [Parameter, EditorRequired] public required IReadOnlyCollection<Guid> Picked { get; set; }

    /// <summary>How many the list holds, where all of them can be picked and are not yet.</summary>
    [Parameter] public int? CanPickAll { get; set; }

    [Parameter] public EventCallback OnPickEverything { get; set; }

    [Parameter] public EventCallback OnDrop { get; set; }

    /// <summary>Told which ones it did not change.</summary>
    [Parameter] public EventCallback<IReadOnlyCollection<Guid>> OnDone { get; set; }

    [Inject] public required ChangeTickets Change { get; init; }

    [Inject] public required ListAssignees Assignees { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required ISnackbar Toasts { get; init; }

    [Inject] public required TicketLabels W { get; init; }

    private bool ByDesk => actor?.IsDeskStaff == true;

    private Guid? Me => actor?.UserId;

    public void Dispose()
    {
        // What runs ends by itself, and its source with it.
        running?.Cancel();
    }

    protected override async Task OnInitializedAsync()
    {
        actor = await Current.GetAsync();
        people = await Assignees.RunAsync(actor, CancellationToken.None);
    }

    private string StatusName(TicketStatus status) => W[status == TicketStatus.WaitingOnRequester ? "BulkToRequester" : "Status" + status];

    private Task MoveAsync(TicketStatus to)
    {
        // Those who asked get an e-mail: that is said before, since it cannot be taken back.
        if (TicketStatusMachine.IsOpen(to))
            return RunAsync(new BulkChange.Move(to));
        asked = to;
        return Task.CompletedTask;
    }

    private async Task RunAsync(BulkChange change)
    {
        using var stop = new CancellationTokenSource();
        var stopped = stop.Token;
        (asked, done, total, running) = (null, 0, Math.Min(Picked.Count, ChangeTickets.Most), stop);
        StateHasChanged();
        var outcome = await Change.RunAsync(Picked, change, await Current.GetAsync(), ShowAsync, stopped);
        (total, running) = (0, null);
        Tell(outcome);
        await OnDone.InvokeAsync([.. Picked.Except(outcome.Changed.Select(one => one.Id))]);
    }

    private async Task ShowAsync(int behind)
    {
        done = behind;
        StateHasChanged();
        // The page draws that, and hears «stop», before the next one.
        await Task.Yield();
    }

    private Task StopAsync() => running?.CancelAsync() ?? Task.CompletedTask;

    private void Tell(ChangeTickets.Outcome outcome) => Toasts.Add(
        BulkWords.Of(outcome, W),
        outcome.Refused.Count > 0 ? Severity.Warning : Severity.Success,
        toast =>
        {
            if (!outcome.CanUndo)
                return;
            toast.Action = W["BulkUndo"];
            (toast.RequireInteraction, toast.VisibleStateDuration) = (false, UndoMilliseconds);
            toast.OnClick = _ => UndoAsync(outcome);
        });

    private async Task UndoAsync(ChangeTickets.Outcome outcome)
    {
        var back = await Change.UndoAsync(outcome, await Current.GetAsync());
        Toasts.Add(W.Count("BulkUndone", back), Severity.Info);
    }
}
