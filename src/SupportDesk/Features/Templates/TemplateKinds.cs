namespace SupportDesk.Features.Templates;

/// <summary>All kinds of letters that the features have declared.</summary>
public sealed class TemplateKinds(IEnumerable<LetterKind> kinds)
{
    public IReadOnlyList<LetterKind> All { get; } = [.. kinds.OrderBy(kind => kind.Reader)];

    public LetterKind? Find(string? key) => All.FirstOrDefault(kind => kind.Key == key);
}
