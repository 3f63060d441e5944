using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Data.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Sending;

/// <summary>A row of the outbox as a person meets it: with the ticket it belongs to.</summary>
public sealed record OutboxRef(Guid Id, long? TicketNumber)
{
    /// <summary>Desk staff decide about every letter, merchant staff about those of their own shop's tickets.</summary>
    internal static async Task<(OutboxMail Mail, OutboxRef Place)?> FindAsync(DeskDbContext db, Guid id, Actor actor, CancellationToken ct)
    {
        // A page that shows a message knows the message and not the row.
        var mail = await db.Outbox.FirstOrDefaultAsync(m => m.Id == id || (m.MessageId == id && m.ParticipantId == null), ct);
        if (mail is null)
            return null;
        var ticket = await db.Tickets.Where(t => t.Id == mail.TicketId).Select(t => new { t.Number, t.ShopId }).FirstOrDefaultAsync(ct);
        var mayDecide = actor.IsDeskStaff || actor is { Role: DeskRole.MerchantStaff, ShopId: { } shop } && ticket?.ShopId == shop;
        return mayDecide ? (mail, new OutboxRef(mail.Id, ticket?.Number)) : null;
    }

    internal static AuditRecord Record(string action, OutboxMail mail, Actor actor, TimeProvider clock) => new()
    {
        Id = Ids.New(clock),
        At = clock.GetUtcNow(),
        ActorId = actor.UserId,
        ActorName = actor.Name,
        Action = action,
        Subject = mail.LetterId,
    };
}
