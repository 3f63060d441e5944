using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Sending;

/// <summary>Takes a decision not to send back: the e-mail waits for another one, and nothing leaves by itself.</summary>
public sealed class RestoreAbandonedEmail(IDbContextFactory<DeskDbContext> contexts, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public async Task<Result<OutboxRef>> RunAsync(Guid outboxId, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await OutboxRef.FindAsync(db, outboxId, actor, ct) is not { } found)
            return Problem.NotFound;
        var (mail, place) = found;
        if (mail.State != OutboxState.Abandoned)
            return new Problem("EmailNotAbandoned");
        mail.State = OutboxState.Failed;
        db.AddAudit(actor, clock, "mail.unabandon", mail.InternetMessageId);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        changes.PublishEmail(mail.Id, mail.TicketId);
        return place;
    }
}
