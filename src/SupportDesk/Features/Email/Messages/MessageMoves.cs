using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Features.Tickets.Moving;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Messages;

/// <summary>What the moves of e-mails have in common: rights, one transaction, the ledger, the record of who and when.</summary>
public sealed class MessageMoves(IDbContextFactory<DeskDbContext> contexts, OutboxSignal outbox, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    /// <param name="move">Does the work inside the transaction.</param>
    internal async Task<Result<MoveMessage.Moved>> RunAsync(
        string action,
        Actor actor,
        Func<DeskDbContext, Task<Result<MoveMessage.Moved>>> move,
        CancellationToken ct
    )
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var result = await move(db);
        if (!result.Ok)
            return result;
        var moved = result.Value;
        // Asked twice, done once.
        if (moved.FromTicketId == moved.ToTicketId)
            return moved;
        var rows = await db.Ledger.Where(row => row.MessageId == moved.MessageId).ToListAsync(ct);
        foreach (var row in rows)
            row.TicketId = moved.ToTicketId;
        db.AddAudit(actor, clock, action, moved.MessageId.ToString(), $"{TicketNumber.Format(moved.FromNumber)} > {TicketNumber.Format(moved.ToNumber)}");
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        changes.Publish(ChangeKind.Ticket, moved.FromTicketId);
        changes.Publish(ChangeKind.Ticket, moved.ToTicketId);
        foreach (var row in rows)
            changes.Publish(ChangeKind.Email, row.Id);
        outbox.Wake();
        return moved;
    }
}
