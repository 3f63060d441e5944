using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Suspended;

/// <summary>Nothing needs to be done about an e-mail. It stays readable and can be taken back.</summary>
public sealed class DismissSuspendedEmail(SuspendedDecision decision) : IUseCase
{
    public Task<Result<Unit>> RunAsync(Guid suspendedId, Actor actor, CancellationToken ct) =>
        decision.RunAsync<Unit>(suspendedId, SuspendedState.Waiting, "mail.dismiss", actor,
            _ => Task.FromResult<Result<SuspendedDecision.Decision<Unit>>>(new SuspendedDecision.Decision<Unit>(default, SuspendedState.Dismissed)), ct);
}
