using SupportDesk.Data.Entities;
using SupportDesk.Features.Mailroom.Authentication;
using SupportDesk.Features.Mailroom.Rules;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>A letter that is claimed and read, and has no outcome yet.</summary>
/// <param name="Row">Its row of the ledger as the claim left it.</param>
/// <param name="Size">Of the raw letter, in bytes.</param>
/// <param name="Findings">What is being found out about its sender; to be awaited before a transaction is opened.</param>
internal sealed record FetchedLetter(MailLedger Row, LetterFacts Facts, string BodySha256, long Size, Task<DeskFindings> Findings)
{
    private const int MostLight = 64 * 1024;

    /// <summary>
    /// Soon stored, with nothing that is written beside the database: such letters share one commit. The others would hold
    /// up whoever else wants to write.
    /// </summary>
    public bool IsLight => Size <= MostLight && Facts.Files.Count == 0 && Facts.Text.Length <= StoreLetterFiles.LongestText;
}
