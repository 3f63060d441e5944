namespace SupportDesk.Features.Outbox.Templates.Pages;

/// <summary>What was typed and not saved, for each e-mail and language: looking at another one loses nothing.</summary>
public sealed class TemplateDrafts
{
    private readonly Dictionary<(string Kind, string Language), Draft> drafts = [];

    /// <param name="Seen">The version that the words were typed over.</param>
    public sealed record Draft(string? Subject, string Body, int Seen);

    public bool Any => drafts.Count > 0;

    public Draft? Find(TemplateView view) => drafts.GetValueOrDefault((view.Kind.Key, view.Language));

    public void Keep(TemplateView view, Draft draft) => drafts[(view.Kind.Key, view.Language)] = draft;

    public void Drop(TemplateView view) => drafts.Remove((view.Kind.Key, view.Language));
}
