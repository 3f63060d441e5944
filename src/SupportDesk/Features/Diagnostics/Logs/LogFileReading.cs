namespace SupportDesk.Features.Diagnostics.Logs;

/// <summary>What one of several logs says about an invoice, so that a part of it can be sent on.</summary>
/// <param name="Mentions">Lines that name the invoice.</param>
/// <param name="Summaries">The first of those lines in short.</param>
/// <param name="Excerpt">Those lines with their neighbours, as UTF-8; empty when there are none.</param>
/// <param name="ExcerptLines">Lines of the excerpt.</param>
/// <param name="ExcerptIsCut">More lines name the invoice than an excerpt takes.</param>
public sealed record LogFileReading(long Mentions, IReadOnlyList<string> Summaries, byte[] Excerpt, int ExcerptLines, bool ExcerptIsCut);
