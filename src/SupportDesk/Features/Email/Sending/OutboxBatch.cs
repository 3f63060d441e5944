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
    IDbContextFactory<DeskDbContext> contexts, SaveDeliveryResults record, SendLimits limits, MailSettings settings, ChangeFeed changes, TimeProvider clock)
    : IUseCase
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
    public async Task<IReadOnlyList<DueEmail>> RunAsync(IReadOnlyList<DeliveryResult> results, int room, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        // Nothing to write down and nothing due, as most of the time: the write lock is left alone.
        if (results.Count == 0 && (room == 0 || !await Due(db).AnyAsync(ct)))
            return [];
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var touched = await record.ApplyAsync(db, results, ct);
        var postponed = new List<Guid>();
        var due = room > 0 ? await ClaimAsync(db, room, touched, postponed, ct) : [];
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        foreach (var ticket in touched)
            changes.Publish(ChangeKind.Ticket, ticket);
        foreach (var mail in results.Select(result => result.Mail.Id).Concat(due.Select(email => email.Mail.Id)).Concat(postponed))
            changes.Publish(ChangeKind.Email, mail);
        return due;
    }

    private async Task<IReadOnlyList<DueEmail>> ClaimAsync(
        DeskDbContext db,
        int room,
        HashSet<Guid> touched,
        List<Guid> postponed,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        var claimed = new List<OutboxMail>();
        while (claimed.Count < room)
        {
            // What was decided above must be seen below.
            await db.SaveChangesAsync(ct);
            var found = await Due(db).OrderBy(m => m.NextAttemptAt).ThenBy(m => m.Id).Take(room - claimed.Count).ToListAsync(ct);
            if (found.Count == 0)
                break;
            var free = await limits.SplitAsync(db, found, now, ct);
            var marked = free.Select(mail => mail.Id).ToList();
            await db.Outbox.Where(m => marked.Contains(m.Id))
                .ExecuteUpdateAsync(row => row.SetProperty(m => m.State, OutboxState.Sending).SetProperty(m => m.Attempts, m => m.Attempts + 1), ct);
            claimed.AddRange(free);
            if (free.Count == found.Count)
                continue;
            List<Guid> wait = [.. found.Except(free).Select(mail => mail.Id)];
            touched.UnionWith(await record.PostponeAsync(db, wait, ct));
            postponed.AddRange(wait);
        }

        var files = await FilesAsync(db, claimed, ct);
        return [.. claimed.Select(mail => new DueEmail(mail, mail.MessageId is { } message ? [.. files[message]] : []))];
    }

    private IQueryable<OutboxMail> Due(DeskDbContext db)
    {
        var now = clock.GetUtcNow();
        return Free(db.Outbox.AsNoTracking().Where(m => m.State == OutboxState.Queued && m.NextAttemptAt <= now));
    }

    /// <summary>What belongs to a mailbox that is held waits as it is.</summary>
    private IQueryable<OutboxMail> Free(IQueryable<OutboxMail> due)
    {
        var mailboxes = settings.Mailboxes;
        var held = mailboxes.Where(box => box.IsHeld).Select(box => box.Name).ToList();
        if (held.Count == 0)
            return due;
        var free = mailboxes.Where(box => !box.IsHeld).Select(box => box.Name).ToList();
        // As MailSettings.MailboxOf: the first one takes the rows whose mailbox is gone.
        return mailboxes[0].IsHeld ? due.Where(m => free.Contains(m.Mailbox!)) : due.Where(m => m.Mailbox == null || !held.Contains(m.Mailbox));
    }

    /// <summary>The files of many e-mails in one question; what nobody has looked at yet goes nowhere.</summary>
    private static async Task<ILookup<Guid, OutgoingFile>> FilesAsync(DeskDbContext db, IReadOnlyList<OutboxMail> mails, CancellationToken ct)
    {
        var messages = mails.Select(mail => mail.MessageId).OfType<Guid>().ToList();
        var files = await db
            .Attachments.Where(file => file.MessageId != null && messages.Contains(file.MessageId.Value) && !file.PendingReview)
            .OrderBy(file => file.CreatedAt)
            .ThenBy(file => file.Id)
            .Select(file => new { Message = file.MessageId!.Value, File = new OutgoingFile(file.Name, file.ContentType, file.BlobKey, file.Size) })
            .ToListAsync(ct);
        return files.ToLookup(row => row.Message, row => row.File);
    }
}
