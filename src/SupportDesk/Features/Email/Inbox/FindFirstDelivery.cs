using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Matching;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>
/// Step 1: an e-mail that was delivered twice, into whichever mailboxes, is one e-mail. The same Message-ID with another
/// body is another e-mail: otherwise whoever knows an id could swallow the e-mail that is still to come. A copy that waits
/// because it came into the wrong mailbox swallows nothing either.
/// </summary>
internal static class FindFirstDelivery
{
    private static readonly Func<DeskDbContext, string?, Guid, CancellationToken, Task<bool>> AnyOther = EF.CompileAsyncQuery(
        (DeskDbContext db, string? internetMessageId, Guid own, CancellationToken ct) =>
            db.Ledger.Any(row => row.InternetMessageId == internetMessageId && row.Id != own)
    );

    /// <summary>Whether the ledger knows the Message-ID from another row: hardly ever, and then nothing else has to be asked.</summary>
    public static Task<bool> IsKnownAsync(DeskDbContext db, MailLedger row, CancellationToken ct) => AnyOther(db, row.InternetMessageId, row.Id, ct);

    /// <returns>The row of the same Message-ID that has an outcome, the same body first; null for an e-mail that is new.</returns>
    public static Task<MailLedger?> RunAsync(DeskDbContext db, MailLedger row, CancellationToken ct) => db.Ledger.AsNoTracking()
        .Where(ledger => ledger.InternetMessageId == row.InternetMessageId && ledger.Id != row.Id
            && (ledger.Outcome == EmailOutcome.Ticketed || ledger.Outcome == EmailOutcome.Suspended || ledger.Outcome == EmailOutcome.Suppressed)
            && !(ledger.Outcome == EmailOutcome.Suspended && ledger.Reason == nameof(SuspensionReason.OtherMailbox) && ledger.Mailbox != row.Mailbox))
        .OrderByDescending(ledger => ledger.BodySha256 == row.BodySha256).ThenBy(ledger => ledger.ReceivedAt)
        .FirstOrDefaultAsync(ct);

    /// <summary>Two deliveries differ in the headers that servers put on top, not behind the first empty line.</summary>
    public static string HashOfBody(ReadOnlySpan<byte> raw)
    {
        var (crlf, lf) = (raw.IndexOf("\r\n\r\n"u8), raw.IndexOf("\n\n"u8));
        var body = crlf >= 0 && (lf < 0 || crlf < lf) ? raw[(crlf + 4)..] : lf >= 0 ? raw[(lf + 2)..] : raw;
        return Convert.ToHexStringLower(SHA256.HashData(body));
    }

    /// <summary>Two deliveries of an e-mail without an id are still recognised as one e-mail.</summary>
    public static string MadeUpId(EmailFacts email, string bodySha256) => "none." + Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{email.FromAddress}\n{email.Date:O}\n{email.Subject}\n{bodySha256}")));
}
