using Microsoft.AspNetCore.Components;
using MudBlazor;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Sending;
using SupportDesk.Kernel;
using SupportDesk.Ui;

namespace SupportDesk.Features.Email.Pages;

public sealed partial class OutboxBulk : IDisposable
{
    private static readonly TimeSpan Glimpse = TimeSpan.FromMilliseconds(200);

    private readonly PageLifetime gone = new();
    private CancellationTokenSource? stop;
    private OutgoingDecision? asked;
    private OutgoingDecision? running;
    private OutboxFilter? about;
    private string? outcome;
    private int done;
    private int refused;
    private int total;

    [Inject] public required ListOutbox Emails { get; init; }

    [Inject] public required DecideOutgoing Decide { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    [Inject] public required ISnackbar Toasts { get; init; }

    /// <summary>The e-mails it is about, whichever page of them is shown.</summary>
    [Parameter, EditorRequired] public required OutboxFilter Filter { get; set; }

    /// <summary>How many they are.</summary>
    [Parameter, EditorRequired] public int Count { get; set; }

    /// <summary>The list is another one now.</summary>
    [Parameter] public EventCallback Done { get; set; }

    private IReadOnlyList<OutgoingDecision> Offers => Filter.State switch
    {
        OutboxState.Failed => [OutgoingDecision.Resend, OutgoingDecision.Abandon],
        OutboxState.Uncertain => [OutgoingDecision.Resend],
        _ => [],
    };

    public void Dispose()
    {
        gone.Dispose();
        stop?.Dispose();
    }

    protected override void OnParametersSet()
    {
        if (about == Filter.First)
            return;
        (about, asked, outcome) = (Filter.First, null, null);
    }

    private void Stop() => stop?.Cancel();

    private async Task RunAsync(OutgoingDecision decision)
    {
        (asked, running, done, refused, total, outcome) = (null, decision, 0, 0, Count, null);
        stop?.Dispose();
        stop = CancellationTokenSource.CreateLinkedTokenSource(gone.Token);
        var decided = new List<Guid>();
        try
        {
            await EachAsync(Filter.First, decision, decided, stop.Token);
        }
        catch (OperationCanceledException)
        {
            // Stopped by the person, or the page is gone; what is decided stays decided.
        }
        finally
        {
            running = null;
        }

        if (gone.Token.IsCancellationRequested)
            return;
        outcome = refused == 0 ? null : T["BulkRefused", Plural.Number(refused)].Value;
        Tell(decision, decided);
        await Done.InvokeAsync();
    }

    private async Task EachAsync(OutboxFilter filter, OutgoingDecision decision, List<Guid> decided, CancellationToken ct)
    {
        var actor = await Current.GetAsync();
        var seen = Clock.GetTimestamp();
        Guid? last = null;
        while (await Emails.IdsAsync(filter, last, actor, ct) is { Ok: true, Value: { Count: > 0 } ids })
        {
            foreach (var id in ids)
            {
                ct.ThrowIfCancellationRequested();
                if ((await Decide.RunAsync(id, decision, actor, CancellationToken.None)).Ok)
                {
                    done++;
                    decided.Add(id);
                }
                else
                {
                    refused++;
                }

                if (Clock.GetElapsedTime(seen) < Glimpse)
                    continue;
                seen = Clock.GetTimestamp();
                StateHasChanged();
                // A press on «Stop» gets its turn.
                await Task.Yield();
            }

            last = ids[^1];
        }
    }

    private void Tell(OutgoingDecision decision, List<Guid> decided) =>
        Toasts.Add(T["BulkDone_" + decision, Plural.Number(decided.Count)], Severity.Normal, options =>
        {
            options.Icon = IconSvg.Of("mail");
            if (decision != OutgoingDecision.Abandon || decided.Count == 0)
                return;
            options.Action = T["UndoAbandon"];
            options.OnClick = _ => InvokeAsync(() => UndoAsync(decided));
        });

    private async Task UndoAsync(List<Guid> decided)
    {
        var actor = await Current.GetAsync();
        foreach (var id in decided)
            await Decide.RunAsync(id, OutgoingDecision.Restore, actor, CancellationToken.None);
        await Done.InvokeAsync();
    }
}
