using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Payers;

/// <summary>Writes the e-mail that confirms a payer's case.</summary>
internal sealed class ConfirmPayerCase(EmailWriter emails, EmailTemplates templates, IOptions<DeskOptions> desk) : IUseCase
{
    /// <summary>Inside the transaction that opened the ticket; the caller saves.</summary>
    /// <param name="email">Without it the conversation only gets its subject.</param>
    public async Task ApplyAsync(DeskDbContext db, Guid ticketId, bool email, CancellationToken ct)
    {
        var ticket = db.Tickets.Local.Single(t => t.Id == ticketId);
        var conversation = db.Conversations.Local.Single(c => c.TicketId == ticketId && c.Party == Party.Requester);
        // Not a word of the form in the e-mail, no sum and no name: the address may be somebody else's, by mistake or on
        // purpose (T-10). The answers that follow carry the subject of the confirmation.
        var template = await templates.FindAsync(db, PayerEmails.Accepted, ticket.Culture, ct);
        var facts = new Dictionary<string, string?> { ["case.number"] = TicketNumber.Format(ticket.Number), ["desk.name"] = desk.Value.Name };
        conversation.Subject = template.Fill(facts).Subject!;
        if (email)
            await emails.WriteAsync(db, ticket, conversation, EmailWriter.Email.FromDesk(PayerEmails.Accepted, desk.Value.Name), toName: null, ct);
    }
}
