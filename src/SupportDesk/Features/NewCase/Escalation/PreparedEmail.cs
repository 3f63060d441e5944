using SupportDesk.Features.Contacts;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.NewCase.Escalation;

/// <summary>What of a file goes with the e-mail. The whole file stays at the ticket in any case.</summary>
public enum FilePart { Whole, Excerpt, StaysHere }

/// <param name="Name">Name under which it goes out.</param>
/// <param name="Excerpt">The bytes of the excerpt; empty for a file that goes whole or not at all.</param>
public sealed record EnclosedFile(DraftFile File, FilePart Part, string Name, long Lines, byte[] Excerpt, bool Cut)
{
    public long Size => Part == FilePart.Excerpt ? Excerpt.Length : File.Size;
}

/// <param name="Subject">As it will be sent, without the ticket's token.</param>
/// <param name="Proposal">The subject that the facts make.</param>
/// <param name="LogLines">The first lines of its logs that name the invoice, in short.</param>
public record CaseToSend(
    DraftView Draft,
    CaseType CaseType,
    CaseAnswers Answers,
    string Subject,
    string Proposal,
    Completeness Completeness,
    IReadOnlyList<EnclosedFile> Files,
    IReadOnlyList<string> LogLines,
    ProviderContact Contact
)
{
    public bool MayGo =>
        Completeness.Impossible.Count == 0 && (!Completeness.MissingRequired.Any() || !string.IsNullOrWhiteSpace(Draft.OverrideReason));
}

/// <param name="Edited">The body was changed by hand and no longer follows the facts.</param>
/// <param name="Twin">An open ticket about the same invoice.</param>
public sealed record PreparedEmail(CaseToSend Case, string Body, bool Edited, OpenTwin? Twin) : CaseToSend(Case);
