namespace SupportDesk.Features.NewCase.Logs;

/// <summary>What a log says about one invoice.</summary>
/// <param name="Lines">Lines of the whole file.</param>
/// <param name="Mentions">Lines that name the invoice.</param>
/// <param name="Statuses">HTTP statuses in those lines, most frequent first.</param>
/// <param name="Shown">The first of those lines in short.</param>
/// <param name="Excerpt">Those lines with their neighbours, as bytes of the file; empty when there are none.</param>
/// <param name="ExcerptCut">More lines name the invoice than an excerpt takes.</param>
public sealed record LogFindings(
    long Lines,
    long Mentions,
    IReadOnlyList<(int Status, long Count)> Statuses,
    IReadOnlyList<string> Shown,
    byte[] Excerpt,
    int ExcerptLines,
    bool ExcerptCut);
