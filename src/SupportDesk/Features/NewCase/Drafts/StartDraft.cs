using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Kernel;

namespace SupportDesk.Features.NewCase.Drafts;

/// <summary>Begins a case. Merchant staff begin it for their own shop, desk staff for the shop they name.</summary>
public sealed class StartDraft(IDbContextFactory<DeskDbContext> contexts, ChecklistCatalog catalog, TimeProvider clock) : IUseCase
{
    public sealed record Input(string CaseType, Guid? ShopId);

    public async Task<Result<Guid>> RunAsync(Input input, Actor actor, CancellationToken ct)
    {
        if (actor.UserId is not { } owner)
            return Problem.NotFound;
        if (catalog.Find(input.CaseType) is not { } caseType)
            return new Problem("CaseTypeUnknown", nameof(input.CaseType));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var shop = actor.ShopFor(input.ShopId);
        if (shop is null || !await db.Shops.Working().AnyAsync(s => s.Id == shop, ct))
            return new Problem("ShopMissing", nameof(input.ShopId));
        var answers = new CaseAnswers();
        if (caseType.Find(ItemKind.Impact) is { } impact)
            answers[impact.Key] = caseType.Impact.ToString();
        var now = clock.GetUtcNow();
        var draft = new Draft
        {
            Id = Ids.New(clock),
            OwnerId = owner,
            ShopId = shop,
            CaseType = caseType.Key,
            Answers = answers.ToJson(),
            CreatedAt = now,
            UpdatedAt = now,
        };
        db.Drafts.Add(draft);
        await db.SaveChangesAsync(ct);
        return draft.Id;
    }
}
