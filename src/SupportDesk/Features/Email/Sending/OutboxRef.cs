using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Sending;

/// <summary>A row of the outbox as a person meets it: with the ticket it belongs to.</summary>
public sealed record OutboxRef(Guid Id, long? TicketNumber)
{
    /// <summary>Desk staff decide about every e-mail, merchant staff about those of their own shop's tickets.</summary>
    internal static async Task<(OutboxMail Mail, OutboxRef Place)?> FindAsync(DeskDbContext db, Guid id, Actor actor, CancellationToken ct)
    {
        // A page that shows a message knows the message and not the row.
        var mail = await db.Outbox.FirstOrDefaultAsync(m => m.Id == id || (m.MessageId == id && m.ParticipantId == null), ct);
        if (mail is null)
            return null;
        var ticket = await db.Tickets.VisibleTo(actor).Where(t => t.Id == mail.TicketId).Select(t => (long?)t.Number).FirstOrDefaultAsync(ct);
        return actor.IsDeskStaff || ticket is not null ? (mail, new OutboxRef(mail.Id, ticket)) : null;
    }
}
