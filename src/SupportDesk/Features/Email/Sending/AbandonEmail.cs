using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Sending;

/// <summary>A person has seen that an e-mail failed and will not send it. The message keeps saying that it did not leave.</summary>
public sealed class AbandonEmail(IDbContextFactory<DeskDbContext> contexts, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public async Task<Result<OutboxRef>> RunAsync(Guid outboxId, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await OutboxRef.FindAsync(db, outboxId, actor, ct) is not { } found)
            return Problem.NotFound;
        var (mail, place) = found;
        if (mail.State != OutboxState.Failed)
            return new Problem("EmailNotFailed");
        mail.State = OutboxState.Abandoned;
        db.AddAudit(actor, clock, "mail.abandon", mail.InternetMessageId);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        changes.PublishEmail(mail.Id, mail.TicketId);
        return place;
    }
}
