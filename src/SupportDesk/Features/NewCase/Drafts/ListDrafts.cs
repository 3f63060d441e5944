using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
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
        return await ReadAsync(db, db.Drafts.OwnedBy(actor), ct);
    }

    /// <summary>Those that the checklist solved, the latest of them, and how many there are.</summary>
    public async Task<(IReadOnlyList<Row> Latest, int Count)> SolvedAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var solved = db.Drafts.SolvedBy(actor);
        return (await ReadAsync(db, solved, ct), await solved.CountAsync(ct));
    }

    private async Task<IReadOnlyList<Row>> ReadAsync(DeskDbContext db, IQueryable<Draft> drafts, CancellationToken ct)
    {
        var rows = await drafts.AsNoTracking()
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
