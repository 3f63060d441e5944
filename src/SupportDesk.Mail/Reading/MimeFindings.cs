namespace SupportDesk.Mail;

/// <summary>What the parser has noticed so far.</summary>
internal sealed class MimeFindings
{
    internal HashSet<MimeCut> Cuts { get; } = [];

    internal HashSet<MimeProblem> Problems { get; } = [];

    /// <summary>The letter as it was read.</summary>
    internal ArraySegment<byte> Letter { get; init; }

    internal void Cut(MimeCut cut) => Cuts.Add(cut);

    internal void Add(MimeProblem problem) => Problems.Add(problem);
}
