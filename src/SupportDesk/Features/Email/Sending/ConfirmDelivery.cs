using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Sending;

/// <summary>A person has found out that an uncertain e-mail did arrive.</summary>
public sealed class ConfirmDelivery(IDbContextFactory<DeskDbContext> contexts, ReportDelivery report, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public async Task<Result<OutboxRef>> RunAsync(Guid outboxId, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await OutboxRef.FindAsync(db, outboxId, actor, ct) is not { } found)
            return Problem.NotFound;
        var (mail, place) = found;
        if (mail.State != OutboxState.Uncertain)
            return new Problem("EmailNotUncertain");
        var now = clock.GetUtcNow();
        (mail.State, mail.SentAt, mail.Body) = (OutboxState.Sent, now, "");
        await report.ApplyAsync(db, mail, DeliveryState.Sent, actor.Name, now, ct);
        db.AddAudit(actor, clock, "mail.arrived", mail.InternetMessageId);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        changes.PublishEmail(mail.Id, mail.TicketId);
        return place;
    }
}
