namespace SupportDesk.Features.Outbox.Templates.Language;

/// <summary>
/// A name in double braces that an e-mail fills. There is nothing else: a template reaches what is declared for its kind of
/// e-mail and no property of anything (T-55).
/// </summary>
/// <param name="Name">As it is written between the braces.</param>
/// <param name="Texts">Where <c>Hole_name</c> (what it is) and <c>Sample_name</c> (for the preview) stand.</param>
public sealed record Placeholder(string Name, Type Texts)
{
    /// <summary>An e-mail without it would be of no use, so a template without it is refused.</summary>
    public bool Required { get; init; }

    /// <summary>Its value may have several lines; then it stands on a line of its own.</summary>
    public bool IsBlock { get; init; }

    public string Written => "{{" + Name + "}}";
}
