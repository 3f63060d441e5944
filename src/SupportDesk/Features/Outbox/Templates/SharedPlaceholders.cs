using SupportDesk.Features.Outbox.Templates.Language;

namespace SupportDesk.Features.Outbox.Templates;

/// <summary>What most e-mails can name.</summary>
public static class SharedPlaceholders
{
    public static readonly Placeholder Text = new("text", typeof(TemplatesText)) { Required = true, IsBlock = true };
    public static readonly Placeholder CaseNumber = new("case.number", typeof(TemplatesText));
    public static readonly Placeholder CaseTitle = new("case.title", typeof(TemplatesText));
    public static readonly Placeholder Link = new("case.link", typeof(TemplatesText));
    public static readonly Placeholder DeskName = new("desk.name", typeof(TemplatesText));
    public static readonly Placeholder PersonName = new("person.name", typeof(TemplatesText));
}
