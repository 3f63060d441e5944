using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Held;

/// <summary>Takes a dismissal back: the letter waits again.</summary>
public sealed class RestoreHeldLetter(HeldDecision decision)
{
    public Task<Result<Done>> RunAsync(Guid heldId, Actor actor, CancellationToken ct) =>
        decision.RunAsync<Done>(heldId, HeldState.Dismissed, "mail.restore", actor,
            _ => Task.FromResult<Result<HeldDecision.Verdict<Done>>>(new HeldDecision.Verdict<Done>(default, HeldState.Waiting)), ct);
}
