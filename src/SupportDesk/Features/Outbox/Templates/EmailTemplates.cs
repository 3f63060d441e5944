using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Outbox.Templates.Language;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Outbox.Templates;

/// <summary>The template in force: the last one that was saved, or the built-in one.</summary>
public sealed class EmailTemplate(EmailKind kind, TemplateContent content)
{
    private readonly TemplateText? subject = content.Subject is { } text ? TemplateText.Parse(text, kind.SubjectPlaceholders) : null;
    private readonly TemplateText body = TemplateText.Parse(content.Body, kind.Placeholders);

    /// <param name="values">By the names of placeholders; what the kind does not declare cannot be reached and is ignored.</param>
    public TemplateContent Fill(IReadOnlyDictionary<string, string?> values) => new(subject?.Fill(values), body.Fill(values));
}

/// <summary>Finds the words for a kind of e-mail.</summary>
public sealed class EmailTemplates(IDbContextFactory<DeskDbContext> contexts, ILogger<EmailTemplates> log) : IUseCase
{
    public async Task<EmailTemplate> FindAsync(EmailKind kind, string language, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(db, kind, language, ct);
    }

    /// <summary>The same inside the caller's context and transaction.</summary>
    public async Task<EmailTemplate> FindAsync(DeskDbContext db, EmailKind kind, string language, CancellationToken ct)
    {
        language = kind.LanguageFor(language);
        if (await LastAsync(db, kind.Key, language, ct) is not { Body: not null } saved)
            return new EmailTemplate(kind, kind.BuiltIn(language));
        var content = saved.ContentFor(kind)!;
        if (TemplateCheck.Run(kind, content).Count == 0)
            return new EmailTemplate(kind, content);
        // It was right when it was saved; this version of the desk no longer knows one of its placeholders.
        log.LogWarning("The template of {Kind} in {Language} no longer fits; the built-in text is sent", kind.Key, language);
        return new EmailTemplate(kind, kind.BuiltIn(language));
    }

    private static readonly Func<DeskDbContext, string, string, CancellationToken, Task<TemplateVersion?>> Last = EF.CompileAsyncQuery(
        (DeskDbContext db, string kind, string language, CancellationToken ct) => db.TemplateVersions.AsNoTracking()
            .Where(version => version.Kind == kind && version.Language == language)
            .OrderByDescending(version => version.Number).FirstOrDefault());

    internal static Task<TemplateVersion?> LastAsync(DeskDbContext db, string kind, string language, CancellationToken ct) => Last(db, kind, language, ct);
}

internal static class TemplateVersions
{
    /// <summary>Null where the version puts the built-in text back.</summary>
    public static TemplateContent? ContentFor(this TemplateVersion version, EmailKind kind) =>
        version.Body is { } body ? new TemplateContent(kind.HasSubject ? version.Subject ?? "" : null, body) : null;
}
