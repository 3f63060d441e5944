using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Diagnostics;
using SupportDesk.Features.Payments.Status;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;
using SupportDesk.Robokassa.Status;

namespace SupportDesk.Features.Payments.Reconciliation;

/// <summary>Asks the provider about one followed invoice, compares with the journal, and raises or takes back the alarm.</summary>
public sealed class CheckInvoice(
    IDbContextFactory<DeskDbContext> contexts,
    AskStatus status,
    TicketTransaction transaction,
    RaiseAlarm raise,
    IOptions<DiagnosticsOptions> options,
    TimeProvider clock
) : IUseCase
{
    // Nobody enters a password within minutes; the provider should not be asked with a wrong one again and again either.
    private static readonly TimeSpan CredentialsPause = TimeSpan.FromHours(1);

    private const string NoNumber = "InvIdWrong";

    // A shop that was not notified for so long does not use the recorder any more.
    private static readonly TimeSpan JournalMemory = TimeSpan.FromDays(30);

    /// <returns>The provider's answer; a problem when it could not even be asked.</returns>
    public async Task<Result<StatusAnswer>> RunAsync(Guid id, Actor actor, CancellationToken ct)
    {
        ReconciledInvoice? row;
        await using (var db = await contexts.CreateDbContextAsync(ct))
            row = await db.ReconciledInvoices.AsNoTracking().FirstOrDefaultAsync(w => w.Id == id, ct);
        if (row is null || !actor.SeesShop(row.ShopId))
            return Problem.NotFound;
        // No transaction is open while the provider thinks.
        var answer = await status.RunAsync(row.ShopId, row.InvId, actor, ct);
        await transaction.RunAsync<Unit>(async db =>
        {
            if (await db.ReconciledInvoices.FindAsync([id], ct) is { } tracked)
                await ApplyAsync(db, tracked, answer, ct);
            return default(Unit);
        }, ct);
        return answer;
    }

    /// <summary>Refused for what the shop's settings hold, not for this invoice.</summary>
    internal static bool IsRefused(Result<StatusAnswer> answer) => answer.Ok
        ? answer.Value.State is { ResultCode: (int)OperationResult.WrongSignature or (int)OperationResult.ShopNotFound }
        : answer.Problems[0].Code != NoNumber;

    private async Task ApplyAsync(DeskDbContext db, ReconciledInvoice row, Result<StatusAnswer> answer, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        row.AskedAt = now;
        row.Trouble = TroubleOf(answer);
        if (row.Trouble == NoNumber)
        {
            (row.State, row.NextAt) = (ReconciliationState.GivenUp, null);
            return;
        }

        if (answer.Ok && answer.Value.State is { } state)
            Note(row, state, now);
        // Once somebody has dealt with it, only asking by hand comes here, and that decides nothing.
        if (row.State == ReconciliationState.Stopped)
            return;
        // Put aside, maybe while the provider thought: no alarm and no new ticket, and what is due is due when it comes back.
        if (!await db.Shops.Working().AnyAsync(shop => shop.Id == row.ShopId, ct))
            return;
        var before = row.Alarm;
        var decision = ReconciliationPolicy.Evaluate(
            new ReconciliationPolicy.Seen(
                row.ResultCode,
                row.StateCode,
                now - (row.StateAt ?? now),
                now - row.Since,
                options.Value.Grace,
                await JournalAsync(db, row, now, ct)
            )
        );
        (row.State, row.Alarm) = (decision.State, decision.Alarm);
        row.NextAt = decision.Again is { } pause ? now + (IsRefused(answer) && pause < CredentialsPause ? CredentialsPause : pause) : null;
        if (row.Alarm == ReconciliationAlarm.None)
            row.AlarmedAt = null;
        else if (row.Alarm != before)
            await raise.ApplyAsync(db, row, ct);
    }

    private static void Note(ReconciledInvoice row, OperationState state, DateTimeOffset now)
    {
        var isNews = (row.ResultCode, row.StateCode) != (state.ResultCode, state.StateCode);
        (row.ResultCode, row.StateCode) = (state.ResultCode, state.StateCode);
        // The provider's clock is believed for the past only.
        if (state.StateDate is { } at && at <= now)
            row.StateAt = at;
        else if (isNews)
            row.StateAt = now;
    }

    // Codes of texts: the row is read in the language of whoever looks at it.
    private static string? TroubleOf(Result<StatusAnswer> answer) =>
        answer switch
        {
            { Ok: false } => answer.Problems[0].Code,
            { Value.State: null } => "Status_" + answer.Value.Outcome,
            { Value.State.ResultCode: (int)OperationResult.WrongSignature or (int)OperationResult.ShopNotFound } => "Result_"
                + (OperationResult)answer.Value.State.ResultCode,
            _ => null,
        };

    private static async Task<ReconciliationPolicy.Journal> JournalAsync(DeskDbContext db, ReconciledInvoice row, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - JournalMemory;
        var isUsed = await db.Notifications.AnyAsync(
            n => n.ShopId == row.ShopId && n.ReceivedAt > since && n.Verdict == NotificationVerdict.Verified && !n.IsTest && n.State == null,
            ct
        );
        var number = InvoiceId.TryParse(row.InvId, out var plain) ? plain : row.InvId;
        var forwards = await db.Notifications
            .Where(n => n.ShopId == row.ShopId && n.InvId == number && n.Verdict == NotificationVerdict.Verified && !n.IsTest && n.State == null)
            .Select(n => n.Forward).ToListAsync(ct);
        // Several differ in content; the shop knows as soon as it took one of them.
        var best = forwards.Count == 0 ? ForwardState.None
            : forwards.Contains(ForwardState.Done) ? ForwardState.Done
            : forwards.Contains(ForwardState.Waiting) ? ForwardState.Waiting
            : forwards.Contains(ForwardState.None) ? ForwardState.None : ForwardState.Failed;
        return new ReconciliationPolicy.Journal(isUsed, forwards.Count > 0, best);
    }
}
