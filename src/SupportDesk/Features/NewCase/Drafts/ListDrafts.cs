using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Escalation;
using SupportDesk.Kernel;

namespace SupportDesk.Features.NewCase.Drafts;

/// <summary>The person's own unfinished cases, the latest first.</summary>
public sealed class ListDrafts(IDbContextFactory<DeskDbContext> contexts, ChecklistCatalog catalog) : IUseCase
{
    private const int Most = 20;

    public sealed record Row(Guid Id, string Title, string? ShopName, DateTimeOffset UpdatedAt, int Files);

    public async Task<IReadOnlyList<Row>> RunAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Drafts.AsNoTracking().OwnedBy(actor)
            .OrderByDescending(d => d.UpdatedAt)
            .Take(Most)
            .Select(d => new
            {
                d.Id,
                d.CaseType,
                d.Answers,
                d.UpdatedAt,
                Files = d.Files.Count,
                Shop = db.Shops.Where(s => s.Id == d.ShopId).Select(s => s.Name).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return [.. rows.Select(row => new Row(row.Id, TitleOf(row.CaseType, row.Answers), row.Shop, row.UpdatedAt, row.Files))];
    }

    private string TitleOf(string? key, string answers) => catalog.Find(key) is { } caseType
        ? TitleComposer.Compose(caseType, CaseAnswers.FromJson(answers), TitleComposer.IsRussian)
        : "";
}
