using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Outbox.Templates;

/// <param name="Changed">Languages in which its words are not the built-in ones.</param>
public sealed record TemplateRow(EmailKind Kind, IReadOnlyList<string> Changed);

/// <param name="Number">0 is the built-in text before any change.</param>
/// <param name="IsBuiltIn">This version put the built-in text back.</param>
public sealed record TemplateStep(int Number, bool IsBuiltIn, DateTimeOffset? At, string ByName);

/// <param name="Version">The version in force; a change names it.</param>
/// <param name="History">Newest first, the one in force among them.</param>
public sealed record TemplateView(EmailKind Kind, string Language, TemplateContent Content, bool IsBuiltIn, int Version, IReadOnlyList<TemplateStep> History);

/// <summary>All e-mails of the desk, and the words of one of them with their history. For administrators.</summary>
public sealed class ReadTemplates(IDbContextFactory<DeskDbContext> contexts, TemplateKinds kinds) : IUseCase
{
    private const int MostSteps = 50;

    public async Task<Result<List<TemplateRow>>> ListAsync(Actor actor, CancellationToken ct)
    {
        if (!SaveTemplate.Allows(actor))
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var changed = await db
            .TemplateVersions.AsNoTracking()
            .Where(version =>
                version.Number
                    == db.TemplateVersions.Where(other => other.Kind == version.Kind && other.Language == version.Language).Max(other => other.Number)
                && version.Body != null
            )
            .Select(version => new { version.Kind, version.Language })
            .ToListAsync(ct);
        return kinds.All.Select(kind => new TemplateRow(kind, [.. changed.Where(row => row.Kind == kind.Key).Select(row => row.Language)])).ToList();
    }

    public async Task<Result<TemplateView>> OneAsync(string key, string language, Actor actor, CancellationToken ct)
    {
        if (!SaveTemplate.Allows(actor) || kinds.Find(key) is not { } kind)
            return Problem.NotFound;
        language = kind.LanguageFor(language);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var versions = await db.TemplateVersions.AsNoTracking().Where(version => version.Kind == key && version.Language == language)
            .OrderByDescending(version => version.Number).Take(MostSteps).ToListAsync(ct);
        var last = versions.FirstOrDefault();
        var content = last?.ContentFor(kind) ?? kind.BuiltIn(language);
        var steps = versions.Select(version => new TemplateStep(version.Number, version.Body is null, version.At, version.ByName));
        if (versions.Count < MostSteps)
            steps = steps.Append(new TemplateStep(0, true, null, ""));
        return new TemplateView(kind, language, content, last?.Body is null, last?.Number ?? 0, [.. steps]);
    }
}
