using Microsoft.AspNetCore.Components;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Sending;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Pages;

public sealed partial class OutboxTab
{
    private OutboxRows? rows;
    private int shown = -1;
    private string? problem;

    [Inject] public required ListOutbox Emails { get; init; }

    [Inject] public required ResendEmail Resend { get; init; }

    [Inject] public required ConfirmDelivery Confirm { get; init; }

    [Inject] public required AbandonEmail Abandon { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required DeskTime Time { get; init; }

    /// <summary>Grows when something in the mail has changed.</summary>
    [Parameter] public int Version { get; set; }

    private IEnumerable<(string Key, IReadOnlyList<OutboxRow> Emails)> Groups
    {
        get
        {
            (string Key, IReadOnlyList<OutboxRow> Emails)[] all = [("Troubled", rows!.Troubled), ("Waiting", rows.Waiting), ("Sent", rows.Sent)];
            return all.Where(group => group.Emails.Count > 0);
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (shown == Version)
            return;
        shown = Version;
        await LoadAsync();
    }

    private static string? SeverityOf(OutboxRow row) => row.State switch
    {
        OutboxState.Sent => "is-ok",
        OutboxState.Failed => "is-bad",
        OutboxState.Uncertain => "is-warn",
        OutboxState.Sending => "is-run",
        _ => row.Attempts > 0 ? "is-warn" : "is-wait",
    };

    private static string IconOf(OutboxRow row) => row.State switch
    {
        OutboxState.Sent => "ok",
        OutboxState.Failed => "bad",
        OutboxState.Uncertain => "warn",
        OutboxState.Sending => "run",
        _ => row.Attempts > 0 ? "warn" : "wait",
    };

    private string StateOf(OutboxRow row) => row.State switch
    {
        OutboxState.Sent => T["Out_Sent", row.SentAt is { } at ? Time.Brief(at) : ""],
        OutboxState.Queued when row.Reply is not null => T["Out_Retrying", row.Attempts, Time.Brief(row.NextAttemptAt)],
        _ => T["Out_" + row.State],
    };

    private Task ResendAsync(Guid id) => DecideAsync(actor => Resend.RunAsync(id, actor, CancellationToken.None));

    private Task ConfirmAsync(Guid id) => DecideAsync(actor => Confirm.RunAsync(id, actor, CancellationToken.None));

    private Task AbandonAsync(Guid id) => DecideAsync(actor => Abandon.RunAsync(id, actor, CancellationToken.None));

    private async Task DecideAsync(Func<Actor, Task<Result<OutboxRef>>> run)
    {
        var result = await run(await Current.GetAsync());
        problem = result.Ok ? null : T["Problem_" + result.Problems[0].Code].Value;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var read = await Emails.RunAsync(await Current.GetAsync(), CancellationToken.None);
        rows = read.Ok ? read.Value : new OutboxRows([], [], []);
    }
}
