using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Data.Outbox;
using SupportDesk.Features.Templates;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>
/// Tells the author of a letter that was refused for good. The notice reports on no message, so that a refusal of the
/// notice tells nobody anything.
/// </summary>
public sealed class TellAuthor(LetterKeys keys, LetterTemplates templates, MailIdentities identities, IOptions<DeskOptions> desk, TimeProvider clock)
{
    internal async Task ApplyAsync(DeskDbContext db, Ticket ticket, Message refused, string recipient, CancellationToken ct)
    {
        var author = await db.Users.Where(user => user.Id == refused.AuthorUserId).Select(user => new { user.Email, user.DisplayName, user.Role }).FirstOrDefaultAsync(ct);
        if (author?.Email is not { } address)
            return;
        // Merchants have chosen the ticket's language; of staff none is known.
        var template = await templates.FindAsync(db, TicketLetters.Refused, author.Role == DeskRole.MerchantStaff ? ticket.Culture : LetterKind.Russian, ct);
        var words = template.Fill(new Dictionary<string, string?>
        {
            ["case.number"] = TicketNumber.Format(ticket.Number),
            ["case.title"] = ticket.Title,
            ["letter.recipient"] = recipient,
            ["server.reply"] = refused.DeliveryNote,
            ["desk.link"] = desk.Value.Link($"desk/tickets/{ticket.Number}").ToString(),
            ["person.name"] = author.DisplayName,
            ["desk.name"] = desk.Value.Name,
        });
        var (id, now, from) = (Ids.New(clock), clock.GetUtcNow(), identities.For(MailPurposes.Merchants));
        db.Outbox.Add(new OutboxMail
        {
            Id = id,
            TicketId = ticket.Id,
            LetterId = keys.LetterId(ticket.Id, id, "staff", address, from.Domain),
            ToName = author.DisplayName,
            ToAddress = address,
            Mailbox = from.Mailbox,
            Subject = words.Subject!,
            Body = words.Body + "\n",
            Automatic = true,
            State = OutboxState.Queued,
            NextAttemptAt = now,
            CreatedAt = now,
        });
    }
}
