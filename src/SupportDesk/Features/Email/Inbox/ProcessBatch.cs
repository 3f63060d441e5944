using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>
/// Gives e-mails their outcomes, many in one commit: waiting for the disk takes longer than storing an e-mail. Each has a
/// savepoint of its own, so one that fails takes nothing of the others with it.
/// </summary>
internal sealed class ProcessBatch(
    IDbContextFactory<DeskDbContext> contexts, ProcessEmail process, ClaimEmail claim, ChangeFeed changes, OutboxSignal outbox,
    ILogger<ProcessBatch> log) : IUseCase
{
    private const string Savepoint = "email";

    /// <returns>Those that have their outcome now, in their order.</returns>
    public async Task<IReadOnlyList<DownloadedEmail>> RunAsync(IMailbox mailbox, IReadOnlyList<DownloadedEmail> emails, CancellationToken ct)
    {
        if (emails.Count == 0)
            return [];
        // Name servers may let the desk wait; nobody waits for the database meanwhile.
        await Task.WhenAll(emails.Select(email => email.Findings));
        if (emails.Count > 1 && await TryTogetherAsync(mailbox, emails, ct) is { } together)
            return together;
        var taken = new List<DownloadedEmail>();
        foreach (var email in emails)
        {
            if (await TryAloneAsync(mailbox, email, ct))
                taken.Add(email);
        }

        return taken;
    }

    private async Task<IReadOnlyList<DownloadedEmail>?> TryTogetherAsync(IMailbox mailbox, IReadOnlyList<DownloadedEmail> emails, CancellationToken ct)
    {
        try
        {
            return await TogetherAsync(mailbox, emails, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogWarning(error, "{Count} e-mails of {Mailbox} could not be stored together; they are taken one by one", emails.Count, mailbox.Name);
            return null;
        }
    }

    private async Task<IReadOnlyList<DownloadedEmail>> TogetherAsync(IMailbox mailbox, IReadOnlyList<DownloadedEmail> emails, CancellationToken ct)
    {
        var (taken, failed, queued) = (new List<DownloadedEmail>(), new List<(DownloadedEmail, Exception)>(), false);
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            db.Database.AutoSavepointsEnabled = false;
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            foreach (var email in emails)
            {
                await transaction.CreateSavepointAsync(Savepoint, ct);
                try
                {
                    db.Ledger.Attach(email.Row);
                    await process.RunAsync(db, email.Row, mailbox.Settings, email, ct);
                    taken.Add(email);
                    queued |= HasQueued(db);
                }
                catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
                {
                    await transaction.RollbackToSavepointAsync(Savepoint, ct);
                    failed.Add((email, error));
                }

                db.ChangeTracker.Clear();
                await transaction.ReleaseSavepointAsync(Savepoint, ct);
            }

            await transaction.CommitAsync(ct);
        }

        Publish(taken.Select(email => email.Row), queued);
        foreach (var (email, error) in failed)
            await claim.FailAsync(email.Row, error, ct);
        return taken;
    }

    private async Task<bool> TryAloneAsync(IMailbox mailbox, DownloadedEmail email, CancellationToken ct)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            await db.Database.OpenConnectionAsync(ct);
            // What an earlier try has written into the row in memory is none of the database's.
            var row = await db.Ledger.FirstAsync(ledger => ledger.Id == email.Row.Id, ct);
            await process.RunAsync(db, row, mailbox.Settings, email, ct);
            Publish([row], HasQueued(db));
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            await claim.FailAsync(email.Row, error, ct);
            return false;
        }
    }

    private static bool HasQueued(DeskDbContext db) => db.ChangeTracker.Entries<OutboxMail>().Any(entry => entry.Entity.State == OutboxState.Queued);

    private void Publish(IEnumerable<MailLedger> rows, bool queued)
    {
        foreach (var row in rows)
            changes.PublishEmail(row.Id, row.TicketId);
        if (queued)
            outbox.Wake();
    }
}
