using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Authentication;
using SupportDesk.Features.Email.Matching;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>An e-mail that is claimed and read, and has no outcome yet.</summary>
/// <param name="Row">Its row of the ledger as the claim left it.</param>
/// <param name="Size">Of the raw e-mail, in bytes.</param>
/// <param name="Findings">What is being found out about its sender; to be awaited before a transaction is opened.</param>
internal sealed record DownloadedEmail(MailLedger Row, EmailFacts Facts, string BodySha256, long Size, Task<DeskFindings> Findings)
{
    private const int MostLight = 64 * 1024;

    /// <summary>
    /// Soon stored, with nothing that is written beside the database: such e-mails share one commit. The others would hold
    /// up whoever else wants to write.
    /// </summary>
    public bool IsLight => Size <= MostLight && Facts.Files.Count == 0 && Facts.Text.Length <= SaveEmailFiles.LongestText;
}
