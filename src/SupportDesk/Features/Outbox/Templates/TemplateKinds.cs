namespace SupportDesk.Features.Outbox.Templates;

/// <summary>All kinds of e-mails that the features have declared.</summary>
public sealed class TemplateKinds(IEnumerable<EmailKind> kinds)
{
    public IReadOnlyList<EmailKind> All { get; } = [.. kinds.OrderBy(kind => kind.Reader)];

    public EmailKind? Find(string? key) => All.FirstOrDefault(kind => kind.Key == key);
}
