using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Kernel;

namespace SupportDesk.Features.NewCase.Drafts;

/// <summary>Begins a case. Merchant staff begin it for their own shop, desk staff for the shop they name.</summary>
public sealed class StartDraft(IDbContextFactory<DeskDbContext> contexts, ChecklistCatalog book, TimeProvider clock) : IUseCase
{
    public sealed record Input(string CaseType, Guid? ShopId);

    public async Task<Result<Guid>> RunAsync(Input input, Actor actor, CancellationToken ct)
    {
        if (actor.UserId is not { } owner)
            return Problem.NotFound;
        if (book.Find(input.CaseType) is not { } situation)
            return new Problem("SituationUnknown", nameof(input.CaseType));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var shop = actor.ShopFor(input.ShopId);
        if (shop is null || !await db.Shops.AnyAsync(s => s.Id == shop, ct))
            return new Problem("ShopMissing", nameof(input.ShopId));
        var answers = new CaseAnswers();
        if (situation.Find(ItemKind.Impact) is { } impact)
            answers[impact.Key] = situation.Impact.ToString();
        var now = clock.GetUtcNow();
        var draft = new Draft
        {
            Id = Ids.New(clock),
            OwnerId = owner,
            ShopId = shop,
            CaseType = situation.Key,
            Answers = answers.ToJson(),
            CreatedAt = now,
            UpdatedAt = now,
        };
        db.Drafts.Add(draft);
        await db.SaveChangesAsync(ct);
        return draft.Id;
    }
}
