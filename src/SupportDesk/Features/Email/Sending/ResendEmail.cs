using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Sending;

/// <summary>A person decides that an e-mail shall be tried again: the same e-mail with the same Message-ID.</summary>
public sealed class ResendEmail(IDbContextFactory<DeskDbContext> contexts, ReportDelivery report, OutboxSignal outbox, ChangeFeed changes, TimeProvider clock)
    : IUseCase
{
    public async Task<Result<OutboxRef>> RunAsync(Guid outboxId, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await OutboxRef.FindAsync(db, outboxId, actor, ct) is not { } found)
            return Problem.NotFound;
        var (mail, place) = found;
        if (mail.State is OutboxState.Sent or OutboxState.Sending)
            return new Problem("EmailHasLeft");
        if (mail.Body.Length == 0)
            return new Problem("EmailNotKept");
        var now = clock.GetUtcNow();
        (mail.State, mail.NextAttemptAt) = (OutboxState.Queued, now);
        await report.ApplyAsync(db, mail, DeliveryState.Queued, null, now, ct);
        db.AddAudit(actor, clock, "mail.resend", mail.InternetMessageId);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        outbox.Wake();
        changes.PublishEmail(mail.Id, mail.TicketId);
        return place;
    }
}
