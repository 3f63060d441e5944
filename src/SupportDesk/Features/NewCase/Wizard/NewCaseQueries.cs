using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Features.NewCase.Escalation;
using SupportDesk.Kernel;

namespace SupportDesk.Features.NewCase.Wizard;

/// <summary>What one can do where a case begins, as the person who sits before the page.</summary>
public sealed class NewCaseQueries(
    CurrentActor current,
    IDbContextFactory<DeskDbContext> contexts,
    ListDrafts list,
    StartDraft start,
    DeleteDraft delete,
    SolveDraft solve,
    PrepareEscalation escalate
) : IUseCase
{
    public sealed record ShopRow(Guid Id, string Name, string MerchantLogin);

    public async Task<IReadOnlyList<ShopRow>> ShopsAsync()
    {
        var actor = await current.GetAsync();
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Shops.AsNoTracking()
            .VisibleTo(actor)
            .Working()
            .OrderBy(s => s.Name)
            .Select(s => new ShopRow(s.Id, s.Name, s.MerchantLogin))
            .ToListAsync();
    }

    public async Task<IReadOnlyList<ListDrafts.Row>> DraftsAsync() => await list.RunAsync(await current.GetAsync(), CancellationToken.None);

    public async Task<(IReadOnlyList<ListDrafts.Row> Latest, int Count)> SolvedAsync() =>
        await list.SolvedAsync(await current.GetAsync(), CancellationToken.None);

    public async Task TakeUpAsync(Guid draft) => await solve.UndoAsync(draft, await current.GetAsync(), CancellationToken.None);

    public async Task<Result<Guid>> StartAsync(string caseType, Guid shop) =>
        await start.RunAsync(new(caseType, shop), await current.GetAsync(), CancellationToken.None);

    public async Task<Result<Guid>> EscalateAsync(Guid ticket) => await escalate.RunAsync(ticket, await current.GetAsync(), CancellationToken.None);

    public async Task DeleteAsync(Guid draft) => await delete.RunAsync(draft, await current.GetAsync(), CancellationToken.None);

    public async Task UndoAsync(Guid draft) => await delete.UndoAsync(draft, await current.GetAsync(), CancellationToken.None);
}
