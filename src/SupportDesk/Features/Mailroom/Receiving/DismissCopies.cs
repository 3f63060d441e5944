using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Mailroom.Rules;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>
/// A letter that went to two of our mailboxes may come into the wrong one first and wait there. Once it has joined its
/// ticket from the right one, nobody has to decide about the copy.
/// </summary>
internal static class DismissCopies
{
    public static async Task RunAsync(DeskDbContext db, MailLedger row, DateTimeOffset now, CancellationToken ct)
    {
        var copies = await db.Ledger.Where(other => other.LetterId == row.LetterId && other.BodySha256 == row.BodySha256 && other.Id != row.Id
            && other.Outcome == LetterOutcome.Held && other.Reason == nameof(HoldReason.OtherMailbox)).ToListAsync(ct);
        foreach (var copy in copies)
        {
            (copy.Outcome, copy.Reason, copy.TicketId) = (LetterOutcome.Suppressed, "Duplicate", row.TicketId);
            foreach (var held in await db.HeldLetters.Where(letter => letter.LedgerId == copy.Id && letter.State == HeldState.Waiting).ToListAsync(ct))
                (held.State, held.DecidedAt, held.DecidedBy) = (HeldState.Dismissed, now, "SupportDesk");
        }
    }
}
