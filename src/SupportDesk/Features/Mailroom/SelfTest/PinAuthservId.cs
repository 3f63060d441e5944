using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.SelfTest;

/// <summary>
/// From now on the marks of this host are believed. Only the name that it stamped into all letters of the last self-test
/// can be pinned: what somebody types may be what somebody else wants.
/// </summary>
public sealed class PinAuthservId(IDbContextFactory<DeskDbContext> contexts, MailSettings settings, Changes changes, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(string mailbox, string authservId, Actor actor, CancellationToken ct)
    {
        var box = settings.Mailboxes.FirstOrDefault(one => one.Name == mailbox);
        if (!StartSelfTest.Allows(actor) || box is null)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var name = box.LedgerName;
        var test = await db.SelfTests.AsNoTracking().Include(t => t.Letters).Where(t => t.Mailbox == name).OrderByDescending(t => t.StartedAt).FirstOrDefaultAsync(ct);
        if (test is null || SelfTestVerdict.StampedBy(test) != authservId)
            return new Problem("NotStamped", null, authservId);
        var state = await db.Mailboxes.FirstOrDefaultAsync(one => one.Mailbox == name, ct);
        if (state is null)
            db.Mailboxes.Add(state = new MailboxState { Mailbox = name });
        if (state.AuthservId == authservId)
            return default(Done);
        state.AuthservId = authservId;
        db.Audit.Add(new AuditRecord
        {
            Id = Ids.New(clock), At = clock.GetUtcNow(), ActorId = actor.UserId, ActorName = actor.Name, Action = "mail.pin", Subject = box.Name, Detail = authservId,
        });
        await db.SaveChangesAsync(ct);
        changes.Publish(test.Id);
        return default(Done);
    }
}
