using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Data.Outbox;
using SupportDesk.Features.Tickets.Moving;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Letters;

/// <summary>What the moves of letters have in common: rights, one transaction, the ledger, the record of who and when.</summary>
public sealed class LetterMoves(IDbContextFactory<DeskDbContext> contexts, OutboxSignal outbox, Changes changes, TimeProvider clock)
{
    /// <param name="move">Does the work inside the transaction.</param>
    internal async Task<Result<MoveLetter.Moved>> RunAsync(string action, Actor actor, Func<DeskDbContext, Task<Result<MoveLetter.Moved>>> move, CancellationToken ct)
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
        foreach (var row in await db.Ledger.Where(row => row.MessageId == moved.MessageId).ToListAsync(ct))
            row.TicketId = moved.ToTicketId;
        db.Audit.Add(new AuditRecord
        {
            Id = Ids.New(clock),
            At = clock.GetUtcNow(),
            ActorId = actor.UserId,
            ActorName = actor.Name,
            Action = action,
            Subject = moved.MessageId.ToString(),
            Detail = $"{TicketNumber.Format(moved.FromNumber)} > {TicketNumber.Format(moved.ToNumber)}",
        });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        changes.Publish(moved.FromTicketId);
        changes.Publish(moved.ToTicketId);
        outbox.Wake();
        return moved;
    }
}
