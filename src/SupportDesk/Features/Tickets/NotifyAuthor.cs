using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Outbox;
using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>
/// Tells the author of an e-mail that was refused for good. The notice reports on no message, so that a refusal of the
/// notice tells nobody anything.
/// </summary>
public sealed class NotifyAuthor(
    QueueEmail queue,
    MessageIdSigner keys,
    EmailTemplates templates,
    SenderIdentities identities,
    IOptions<DeskOptions> desk,
    TimeProvider clock
) : IUseCase
{
    internal async Task ApplyAsync(DeskDbContext db, Ticket ticket, Message refused, string recipient, CancellationToken ct)
    {
        var author = await db
            .Users.Where(user => user.Id == refused.AuthorUserId)
            .Select(user => new
            {
                user.Email,
                user.DisplayName,
                user.Role,
            })
            .FirstOrDefaultAsync(ct);
        if (author?.Email is not { } address)
            return;
        // Merchants have chosen the ticket's language; of staff none is known.
        var template = await templates.FindAsync(db, TicketEmails.Refused, author.Role == DeskRole.MerchantStaff ? ticket.Culture : EmailKind.Russian, ct);
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
        var from = identities.For(MailPurposes.Merchants);
        var id = keys.InternetMessageId(ticket.Id, Ids.New(clock), "staff", address, from.Domain);
        queue.Add(db, new(from, id, author.DisplayName, address, words.Subject!, words.Body + "\n") { TicketId = ticket.Id, IsAutomatic = true });
    }
}
