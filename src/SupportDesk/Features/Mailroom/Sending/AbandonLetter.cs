using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Sending;

/// <summary>A person has seen that a letter failed and will not send it. The message keeps saying that it did not leave.</summary>
public sealed class AbandonLetter(IDbContextFactory<DeskDbContext> contexts, Changes changes, TimeProvider clock)
{
    public async Task<Result<OutboxRef>> RunAsync(Guid outboxId, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await OutboxRef.FindAsync(db, outboxId, actor, ct) is not { } found)
            return Problem.NotFound;
        var (mail, place) = found;
        if (mail.State != OutboxState.Failed)
            return new Problem("LetterNotFailed");
        mail.State = OutboxState.Abandoned;
        db.Audit.Add(OutboxRef.Record("mail.abandon", mail, actor, clock));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        changes.Publish(mail.TicketId ?? mail.Id);
        return place;
    }
}
