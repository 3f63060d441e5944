using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Data.Outbox;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Sending;

/// <summary>A person has found out that an uncertain letter did arrive.</summary>
public sealed class ConfirmArrival(IDbContextFactory<DeskDbContext> contexts, ReportDelivery report, Changes changes, TimeProvider clock)
{
    public async Task<Result<OutboxRef>> RunAsync(Guid outboxId, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await OutboxRef.FindAsync(db, outboxId, actor, ct) is not { } found)
            return Problem.NotFound;
        var (mail, place) = found;
        if (mail.State != OutboxState.Uncertain)
            return new Problem("LetterNotUncertain");
        var now = clock.GetUtcNow();
        (mail.State, mail.SentAt, mail.Body) = (OutboxState.Sent, now, "");
        await report.ApplyAsync(db, mail, DeliveryState.Sent, actor.Name, now, ct);
        db.Audit.Add(OutboxRef.Record("mail.arrived", mail, actor, clock));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        if (mail.TicketId is { } ticket)
            changes.Publish(ticket);
        return place;
    }
}
