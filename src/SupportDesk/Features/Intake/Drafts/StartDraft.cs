using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Intake.Situations;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Intake.Drafts;

/// <summary>Begins a case. Merchant staff begin it for their own shop, desk staff for the shop they name.</summary>
public sealed class StartDraft(IDbContextFactory<DeskDbContext> contexts, SituationBook book, TimeProvider clock)
{
    public sealed record Input(string Situation, Guid? ShopId);

    public async Task<Result<Guid>> RunAsync(Input input, Actor actor, CancellationToken ct)
    {
        if (actor.UserId is not { } owner)
            return Problem.NotFound;
        if (book.Find(input.Situation) is not { } situation)
            return new Problem("SituationUnknown", nameof(input.Situation));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var shop = actor.IsDeskStaff ? input.ShopId : actor.ShopId;
        if (shop is null || !await db.Shops.AnyAsync(s => s.Id == shop, ct))
            return new Problem("ShopMissing", nameof(input.ShopId));
        var answers = new CaseAnswers();
        if (situation.Find(ItemKind.Impact) is { } impact)
            answers[impact.Key] = situation.Impact.ToString();
        var now = clock.GetUtcNow();
        var draft = new Draft
        {
            Id = Ids.New(clock), OwnerId = owner, ShopId = shop, Situation = situation.Key, Answers = answers.ToJson(), CreatedAt = now, UpdatedAt = now,
        };
        db.Drafts.Add(draft);
        await db.SaveChangesAsync(ct);
        return draft.Id;
    }
}
