using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Sending;

/// <summary>An e-mail that may leave now: its row is marked on the disk.</summary>
internal sealed record DueEmail(OutboxMail Mail, IReadOnlyList<OutgoingFile> Files);

/// <param name="Mail">The row as it was when the e-mail was marked.</param>
/// <param name="Result">Null if the run ended before the e-mail was touched: it waits as before.</param>
internal sealed record DeliveryResult(OutboxMail Mail, SendResult? Result);

/// <summary>
/// One transaction of the sender: writes down how the last e-mails fared and marks the next ones. An e-mail costs a share
/// of a commit and not two of its own, and still no e-mail leaves before its mark is on the disk.
/// </summary>
internal sealed class OutboxBatch(
    IDbContextFactory<DeskDbContext> contexts, SaveDeliveryResults record, SendLimits caps, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    private const string Interrupted = "The desk stopped while the e-mail was on its way.";

    /// <summary>What is found marked at the start of a run was interrupted: it may have arrived and is not sent again by itself.</summary>
    public async Task<List<DeliveryResult>> FindInterruptedAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var marked = await db.Outbox.AsNoTracking().Where(mail => mail.State == OutboxState.Sending).ToListAsync(ct);
        return [.. marked.Select(mail => new DeliveryResult(mail, new SendResult(SendOutcome.Uncertain, Interrupted)))];
    }

    /// <param name="room">How many more e-mails may be on their way.</param>
    public async Task<IReadOnlyList<DueEmail>> RunAsync(IReadOnlyList<DeliveryResult> fates, int room, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var touched = await record.ApplyAsync(db, fates, ct);
        var due = room > 0 ? await ClaimAsync(db, room, touched, ct) : [];
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        foreach (var ticket in touched)
            changes.Publish(ChangeKind.Ticket, ticket);
        foreach (var mail in fates.Select(fate => fate.Mail).Concat(due.Select(email => email.Mail)))
            changes.Publish(ChangeKind.Email, mail.Id);
        return due;
    }

    private async Task<IReadOnlyList<DueEmail>> ClaimAsync(DeskDbContext db, int room, HashSet<Guid> touched, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var claimed = new List<OutboxMail>();
        while (claimed.Count < room)
        {
            // What was decided above must be seen below.
            await db.SaveChangesAsync(ct);
            var found = await db.Outbox.AsNoTracking().Where(m => m.State == OutboxState.Queued && m.NextAttemptAt <= now)
                .OrderBy(m => m.NextAttemptAt).ThenBy(m => m.Id).Take(room - claimed.Count).ToListAsync(ct);
            if (found.Count == 0)
                break;
            var free = await caps.SplitAsync(db, found, now, ct);
            var marked = free.Select(mail => mail.Id).ToList();
            await db.Outbox.Where(m => marked.Contains(m.Id))
                .ExecuteUpdateAsync(row => row.SetProperty(m => m.State, OutboxState.Sending).SetProperty(m => m.Attempts, m => m.Attempts + 1), ct);
            claimed.AddRange(free);
            if (free.Count < found.Count)
                touched.UnionWith(await record.PostponeAsync(db, [.. found.Except(free).Select(mail => mail.Id)], ct));
        }

        var files = await ComposeEmail.FilesAsync(db, claimed, ct);
        return [.. claimed.Select(mail => new DueEmail(mail, mail.MessageId is { } message ? [.. files[message]] : []))];
    }
}
