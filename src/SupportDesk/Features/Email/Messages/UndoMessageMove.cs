using SupportDesk.Features.Tickets.Moving;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Messages;

/// <summary>Takes a move back: the e-mail stands again where it was.</summary>
public sealed class UndoMessageMove(MessageMoves moves, MoveMessage move) : IUseCase
{
    public Task<Result<MoveMessage.Moved>> RunAsync(Guid moveId, Actor actor, CancellationToken ct) =>
        moves.RunAsync("mail.move.undo", actor, db => move.UndoAsync(db, moveId, actor, ct), ct);
}
