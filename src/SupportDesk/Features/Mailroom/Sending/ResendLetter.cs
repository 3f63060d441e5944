using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Data.Outbox;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Sending;

/// <summary>A person decides that a letter shall be tried again: the same letter with the same Message-ID.</summary>
public sealed class ResendLetter(IDbContextFactory<DeskDbContext> contexts, ReportDelivery report, OutboxSignal outbox, Changes changes, TimeProvider clock)
{
    public async Task<Result<OutboxRef>> RunAsync(Guid outboxId, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await OutboxRef.FindAsync(db, outboxId, actor, ct) is not { } found)
            return Problem.NotFound;
        var (mail, place) = found;
        if (mail.State is OutboxState.Sent or OutboxState.Sending)
            return new Problem("LetterHasLeft");
        if (mail.Body.Length == 0)
            return new Problem("LetterNotKept");
        var now = clock.GetUtcNow();
        (mail.State, mail.NextAttemptAt) = (OutboxState.Queued, now);
        await report.ApplyAsync(db, mail, DeliveryState.Queued, null, now, ct);
        db.Audit.Add(OutboxRef.Record("mail.resend", mail, actor, clock));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        outbox.Wake();
        if (mail.TicketId is { } ticket)
            changes.Publish(ticket);
        return place;
    }
}
