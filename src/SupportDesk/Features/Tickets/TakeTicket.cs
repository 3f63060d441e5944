using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Takes a ticket for oneself.</summary>
public sealed class TakeTicket(AssignTicket assign) : IUseCase
{
    public Task<Result<Unit>> RunAsync(Guid ticketId, Actor actor, CancellationToken ct) => assign.RunAsync(ticketId, actor.UserId, actor, ct);
}
