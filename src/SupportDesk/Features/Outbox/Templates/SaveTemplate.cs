using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Outbox.Templates;

/// <summary>
/// Puts new words in force. Nothing is overwritten: each change is a version of its own, on record with who made it, so
/// that any of them can come back.
/// </summary>
public sealed class SaveTemplate(IDbContextFactory<DeskDbContext> contexts, TemplateKinds kinds, TimeProvider clock) : IUseCase
{
    /// <param name="Seen">The version that was edited, 0 for the built-in text: somebody else's change in between is not lost.</param>
    public sealed record Input(string Kind, string Language, string? Subject, string Body, int Seen);

    public static bool Allows(Actor actor) => actor.Role == DeskRole.Admin;

    /// <returns>The number of the new version, or of the old one if nothing changed.</returns>
    public Task<Result<int>> RunAsync(Input input, Actor actor, CancellationToken ct)
    {
        if (kinds.Find(input.Kind) is not { } kind)
            return Task.FromResult<Result<int>>(Problem.NotFound);
        var content = new TemplateContent(kind.HasSubject ? Clean(input.Subject ?? "").ReplaceLineEndings(" ").Trim() : null, Clean(input.Body).Trim('\n'));
        return StoreAsync(kind, input.Language, content, input.Seen, "template.save", actor, ct);
    }

    /// <summary>Back to the built-in text; what it replaces stays in the history.</summary>
    public Task<Result<int>> ResetAsync(string kind, string language, int seen, Actor actor, CancellationToken ct) => kinds.Find(kind) is { } known
        ? StoreAsync(known, language, null, seen, "template.reset", actor, ct)
        : Task.FromResult<Result<int>>(Problem.NotFound);

    /// <summary>An earlier version again, 0 for the built-in text. Undoing is the same with the version before the last.</summary>
    public async Task<Result<int>> RestoreAsync(string kind, string language, int version, int seen, Actor actor, CancellationToken ct)
    {
        if (kinds.Find(kind) is not { } known || !Allows(actor))
            return Problem.NotFound;
        TemplateVersion? earlier = null;
        if (version > 0)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            earlier = await db.TemplateVersions.AsNoTracking().FirstOrDefaultAsync(v => v.Kind == kind && v.Language == language && v.Number == version, ct);
            if (earlier is null)
                return Problem.NotFound;
        }

        return await StoreAsync(known, language, earlier?.ContentFor(known), seen, "template.restore", actor, ct);
    }

    private async Task<Result<int>> StoreAsync(
        EmailKind kind,
        string language,
        TemplateContent? content,
        int seen,
        string action,
        Actor actor,
        CancellationToken ct
    )
    {
        if (!Allows(actor) || !kind.Languages.Contains(language))
            return Problem.NotFound;
        if (content is not null && TemplateCheck.Run(kind, content) is { Count: > 0 } problems)
            return problems.ToList();
        if (content == kind.BuiltIn(language))
            content = null;

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var last = await EmailTemplates.LastAsync(db, kind.Key, language, ct);
        if ((last?.Number ?? 0) != seen)
            return new Problem("ChangedMeanwhile", null, last?.ByName ?? "");
        if (last?.Body == content?.Body && last?.Subject == content?.Subject)
            return seen;
        var now = clock.GetUtcNow();
        db.TemplateVersions.Add(new TemplateVersion
        {
            Id = Ids.New(clock),
            Kind = kind.Key,
            Language = language,
            Number = seen + 1,
            Subject = content?.Subject,
            Body = content?.Body,
            At = now,
            ById = actor.UserId,
            ByName = actor.Name,
        });
        db.AddAudit(actor, clock, action, $"{kind.Key}/{language}", $"{seen} -> {seen + 1}{(content is null ? " (built-in)" : "")}");
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return seen + 1;
    }

    private static string Clean(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").Where(letter => letter == '\n' || !char.IsControl(letter)));
}
