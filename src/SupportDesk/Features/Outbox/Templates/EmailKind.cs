using System.Globalization;
using System.Resources;
using SupportDesk.Features.Outbox.Templates.Language;

namespace SupportDesk.Features.Outbox.Templates;

/// <summary>Who reads an e-mail; the page groups by it.</summary>
public enum EmailAudience { Requester = 0, Provider = 1, Staff = 2 }

/// <summary>
/// A kind of e-mail that the desk sends, declared by the feature that sends it. Its built-in texts and its name stand in
/// that feature's resources: <c>Letter_key</c>, <c>Letter_key_when</c>, <c>Letter_key_body</c> and, if it has a subject of
/// its own, <c>Letter_key_subject</c>.
/// </summary>
/// <param name="Key">Never changes: templates are stored under it.</param>
/// <param name="Languages">The provider is written to in Russian only.</param>
public sealed record EmailKind(string Key, EmailAudience Reader, Type Texts, IReadOnlyList<Placeholder> Placeholders, IReadOnlyList<string> Languages)
{
    public const string Russian = "ru";
    public static readonly IReadOnlyList<string> RussianAndEnglish = [Russian, "en"];
    public static readonly IReadOnlyList<string> RussianOnly = [Russian];

    /// <summary>E-mails without one stand in a conversation and carry its subject, byte for byte.</summary>
    public bool HasSubject { get; init; }

    /// <summary>A subject is one line: it takes no blocks, and needs nothing that the e-mail itself must have.</summary>
    public IReadOnlyList<Placeholder> SubjectPlaceholders => [.. Placeholders.Where(hole => !hole.IsBlock).Select(hole => hole with { Required = false })];

    public string LanguageFor(string language) => Languages.Contains(language) ? language : Languages[0];

    public TemplateContent BuiltIn(string language) =>
        new(HasSubject ? Text($"Email_{Key}_subject", language) : null, Text($"Email_{Key}_body", language));

    private string Text(string key, string language) =>
        new ResourceManager(Texts).GetString(key, CultureInfo.GetCultureInfo(language))?.ReplaceLineEndings("\n")
        ?? throw new InvalidOperationException($"{Texts.Name} lacks {key}.");
}

/// <summary>The words of an e-mail, before or after its placeholders are filled.</summary>
/// <param name="Subject">Null for e-mails that carry the subject of their conversation.</param>
public sealed record TemplateContent(string? Subject, string Body);
