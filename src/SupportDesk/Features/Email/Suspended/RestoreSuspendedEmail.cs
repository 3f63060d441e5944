using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Suspended;

/// <summary>Takes a dismissal back: the e-mail waits again.</summary>
public sealed class RestoreSuspendedEmail(SuspendedDecision decision) : IUseCase
{
    public Task<Result<Unit>> RunAsync(Guid suspendedId, Actor actor, CancellationToken ct) =>
        decision.RunAsync<Unit>(suspendedId, SuspendedState.Dismissed, "mail.restore", actor,
            _ => Task.FromResult<Result<SuspendedDecision.Decision<Unit>>>(new SuspendedDecision.Decision<Unit>(default, SuspendedState.Waiting)), ct);
}
