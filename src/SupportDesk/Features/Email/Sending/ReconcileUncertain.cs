using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Sending;

/// <summary>
/// Looks for copies of e-mails whose fate is uncertain. A copy proves that the e-mail left; without one nothing is
/// proven, and a bounce or a person still has to answer.
/// </summary>
internal sealed class ReconcileUncertain(
    IDbContextFactory<DeskDbContext> contexts,
    ISentCopies copies,
    ReportDelivery report,
    ChangeFeed changes,
    TimeProvider clock,
    ILogger<ReconcileUncertain> log
) : IUseCase
{
    // Later a copy has been moved or cleared away, and somebody has decided.
    private static readonly TimeSpan LooksFor = TimeSpan.FromDays(3);
    private const int Most = 200;

    /// <returns>How many e-mails turned out to have left.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var since = clock.GetUtcNow() - LooksFor;
        var uncertain = await db.Outbox.AsNoTracking().Where(mail => mail.State == OutboxState.Uncertain && mail.NextAttemptAt > since)
            .OrderByDescending(mail => mail.NextAttemptAt).Take(Most).ToListAsync(ct);
        if (uncertain.Count == 0)
            return 0;
        IReadOnlyList<OutboxMail> found;
        try
        {
            found = await copies.FindAsync(uncertain, ct);
        }
        catch (IOException error)
        {
            log.LogWarning(error, "Copies of sent e-mails cannot be looked for");
            return 0;
        }

        return await SettleAsync(db, [.. found.Select(mail => mail.Id)], ct);
    }

    private async Task<int> SettleAsync(DeskDbContext db, List<Guid> left, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Somebody may have decided while the mail host was asked.
        var rows = await db.Outbox.Where(mail => left.Contains(mail.Id) && mail.State == OutboxState.Uncertain).ToListAsync(ct);
        foreach (var row in rows)
        {
            const string note = "A copy of the e-mail was found: it has left.";
            (row.State, row.SentAt, row.Body, row.LastReply) = (OutboxState.Sent, clock.GetUtcNow(), "", note);
            await report.ApplyAsync(db, row, DeliveryState.Sent, note, clock.GetUtcNow(), ct);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        foreach (var row in rows)
            changes.PublishEmail(row.Id, row.TicketId);
        return rows.Count;
    }
}
