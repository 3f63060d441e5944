using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Messages;

/// <summary>What stands in the place that an e-mail left.</summary>
public sealed record MoveView(Guid Id, string Author, DateTimeOffset WrittenAt, long To, string ToTitle, string By, DateTimeOffset At);

/// <summary>Reads one move of an e-mail, for the desk's own people only.</summary>
public sealed class ReadMove(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    public async Task<Result<MoveView>> RunAsync(Guid moveId, Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var move = await db.MessageMoves.Where(move => move.Id == moveId)
            .Join(db.Messages, move => move.MessageId, message => message.Id, (move, message) => new { move, message.AuthorName, message.At })
            .Join(db.Tickets, found => found.move.ToTicketId, ticket => ticket.Id,
                (found, ticket) => new MoveView(found.move.Id, found.AuthorName, found.At, ticket.Number, ticket.Title, found.move.By, found.move.At))
            .FirstOrDefaultAsync(ct);
        return move is null ? Problem.NotFound : move;
    }
}
