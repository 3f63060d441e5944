namespace SupportDesk.Mail;

/// <summary>A letter that was read, and what had to be left out.</summary>
/// <param name="Message">The letter.</param>
/// <param name="Cuts">What exceeded a limit; empty for an ordinary letter.</param>
public sealed record MimeReading(MimeMessage Message, IReadOnlySet<MimeCut> Cuts)
{
    /// <summary>What the parser noticed by itself.</summary>
    internal MimeFindings Findings { get; init; } = new();

    /// <summary>
    /// Names what is wrong with the letter, in the order of <see cref="MimeProblem"/>. Every content is decoded for it; nothing is changed
    /// or kept.
    /// </summary>
    public IReadOnlyList<MimeProblem> FindProblems() => ProblemFinder.Find(this);
}
