using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Matching;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>
/// An e-mail that went to two of our mailboxes may come into the wrong one first and wait there. Once it has joined its
/// ticket from the right one, nobody has to decide about the copy.
/// </summary>
internal static class DismissCopies
{
    public static async Task RunAsync(DeskDbContext db, MailLedger row, DateTimeOffset now, CancellationToken ct)
    {
        var copies = await db.Ledger.Where(other => other.InternetMessageId == row.InternetMessageId && other.BodySha256 == row.BodySha256 && other.Id != row.Id
            && other.Outcome == EmailOutcome.Suspended && other.Reason == nameof(SuspensionReason.OtherMailbox)).ToListAsync(ct);
        foreach (var copy in copies)
        {
            (copy.Outcome, copy.Reason, copy.TicketId) = (EmailOutcome.Suppressed, "Duplicate", row.TicketId);
            foreach (
                var suspended in await db.SuspendedEmails.Where(email => email.LedgerId == copy.Id && email.State == SuspendedState.Waiting).ToListAsync(ct)
            )
                (suspended.State, suspended.DecidedAt, suspended.DecidedBy) = (SuspendedState.Dismissed, now, "SupportDesk");
        }
    }
}
