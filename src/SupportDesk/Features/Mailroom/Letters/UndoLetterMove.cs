using SupportDesk.Features.Tickets.Moving;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Letters;

/// <summary>Takes a move back: the letter stands again where it was.</summary>
public sealed class UndoLetterMove(LetterMoves moves, MoveLetter move)
{
    public Task<Result<MoveLetter.Moved>> RunAsync(Guid moveId, Actor actor, CancellationToken ct) =>
        moves.RunAsync("mail.move.undo", actor, db => move.UndoAsync(db, moveId, actor, ct), ct);
}
