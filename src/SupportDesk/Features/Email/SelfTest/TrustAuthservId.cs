using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.SelfTest;

/// <summary>
/// From now on the marks of this host are believed. Only the name that it stamped into all e-mails of the last self-test
/// can be trusted: what somebody types may be what somebody else wants.
/// </summary>
public sealed class TrustAuthservId(IDbContextFactory<DeskDbContext> contexts, MailSettings settings, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public async Task<Result<Unit>> RunAsync(string mailbox, string authservId, Actor actor, CancellationToken ct)
    {
        var box = settings.Mailboxes.FirstOrDefault(one => one.Name == mailbox);
        if (!StartSelfTest.Allows(actor) || box is null)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var name = box.LedgerName;
        var test = await db
            .SelfTests.AsNoTracking()
            .Include(t => t.Emails)
            .Where(t => t.Mailbox == name)
            .OrderByDescending(t => t.StartedAt)
            .FirstOrDefaultAsync(ct);
        if (test is null || SelfTestVerdict.StampedBy(test) != authservId)
            return new Problem("NotStamped", null, authservId);
        var state = await db.Mailboxes.FirstOrDefaultAsync(one => one.Mailbox == name, ct);
        if (state is null)
            db.Mailboxes.Add(state = new MailboxState { Mailbox = name });
        if (state.AuthservId == authservId)
            return default(Unit);
        state.AuthservId = authservId;
        db.AddAudit(actor, clock, "mail.pin", box.Name, authservId);
        await db.SaveChangesAsync(ct);
        changes.Publish(ChangeKind.Email, test.Id);
        return default(Unit);
    }
}
