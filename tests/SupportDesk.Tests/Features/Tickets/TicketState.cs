using Microsoft.EntityFrameworkCore;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Tickets;

/// <summary>Everything that work on a ticket may leave half done, as one text. Files that hang on nothing are swept up and do not count.</summary>
internal static class TicketState
{
    public static Task<string> OfAsync(DeskFixture desk) => desk.ReadAsync(async db =>
    {
        var lines = new List<string>();
        lines.AddRange(await db.Counters.Select(c => $"last number {c.Last}").ToListAsync());
        lines.AddRange((await db.Tickets.OrderBy(t => t.Id).ToListAsync()).Select(t => $"ticket {t.Id} {t.Status} {t.ChangedAt:O} {t.LastEvent}"));
        lines.AddRange((await db.Conversations.OrderBy(c => c.Id).ToListAsync()).Select(c => $"conversation {c.Id} {c.TicketId} {c.Party}"));
        lines.AddRange((await db.Messages.OrderBy(m => m.Id).ToListAsync()).Select(m => $"message {m.Id} {m.TicketId}"));
        lines.AddRange((await db.Events.OrderBy(e => e.Id).ToListAsync()).Select(e => $"event {e.Id} {e.TicketId}"));
        lines.AddRange((await db.Links.OrderBy(l => l.TicketId).ThenBy(l => l.OtherId).ToListAsync()).Select(l => $"link {l.TicketId} {l.OtherId}"));
        lines.AddRange((await db.Drafts.OrderBy(d => d.Id).ToListAsync()).Select(d => $"draft {d.Id}"));
        lines.AddRange((await db.Outbox.OrderBy(m => m.Id).ToListAsync()).Select(m => $"e-mail {m.Id} {m.State}"));
        lines.AddRange((await db.PayerLinks.OrderBy(l => l.Id).ToListAsync()).Select(l => $"private link {l.Id} {l.TicketId}"));
        lines.AddRange(
            (await db.Attachments.Where(a => a.DraftId != null || a.TicketId != null || a.MessageId != null).OrderBy(a => a.Id).ToListAsync()).Select(a =>
                $"file {a.Id} {a.DraftId} {a.TicketId} {a.MessageId}"
            )
        );
        return string.Join('\n', lines);
    });
}
