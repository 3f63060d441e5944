using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>Writes down how a visit to a mailbox went, for the mail page and for whoever watches the desk.</summary>
internal sealed class SaveMailboxStatus(IDbContextFactory<DeskDbContext> contexts, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    /// <param name="trouble">Something that went wrong without keeping e-mails from being read.</param>
    public Task SuccessAsync(string mailbox, long validity, LedgerComparison? comparison, string? trouble, CancellationToken ct) => UpdateAsync(mailbox, box =>
    {
        var now = clock.GetUtcNow();
        (box.UidValidity, box.LastError, box.LastErrorAt) = (validity, trouble, trouble is null ? null : now);
        if (trouble is null)
            box.LastSuccessAt = now;
        if (comparison is not null)
            (box.LastFullLookAt, box.EmailsInMailbox, box.EmailsMissing, box.EmailsGone) = (now, comparison.InMailbox, comparison.Missing, comparison.Gone);
    }, ct);

    public Task FailureAsync(string mailbox, string error, CancellationToken ct) =>
        UpdateAsync(mailbox, box => (box.LastError, box.LastErrorAt) = (error, clock.GetUtcNow()), ct);

    private async Task UpdateAsync(string mailbox, Action<MailboxState> update, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var box = await db.Mailboxes.FirstOrDefaultAsync(b => b.Mailbox == mailbox, ct);
        if (box is null)
            db.Mailboxes.Add(box = new MailboxState { Mailbox = mailbox });
        var before = box.LastError;
        update(box);
        await db.SaveChangesAsync(ct);
        if (box.LastError != before || box.LastFullLookAt == clock.GetUtcNow())
            changes.Publish(ChangeKind.Email, Guid.Empty);
    }
}
