using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Held;

/// <summary>Nothing needs to be done about a letter. It stays readable and can be taken back.</summary>
public sealed class DismissHeldLetter(HeldDecision decision)
{
    public Task<Result<Done>> RunAsync(Guid heldId, Actor actor, CancellationToken ct) =>
        decision.RunAsync<Done>(heldId, HeldState.Waiting, "mail.dismiss", actor,
            _ => Task.FromResult<Result<HeldDecision.Verdict<Done>>>(new HeldDecision.Verdict<Done>(default, HeldState.Dismissed)), ct);
}
