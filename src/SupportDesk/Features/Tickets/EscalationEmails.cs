using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Tickets;

/// <summary>Starts the conversation with the provider: a prepared case goes out and the ticket waits for the answer.</summary>
public sealed class EscalationEmails(EmailWriter writer, TicketFiles files) : IUseCase
{
    /// <returns>What is wrong with the e-mail; null when it was written.</returns>
    internal async Task<Problem?> StartAsync(
        DeskDbContext db,
        Ticket ticket,
        EscalationEmail email,
        Actor actor,
        TicketWriter ticketWriter,
        CancellationToken ct
    )
    {
        if (!EmailAddress.IsValid(email.ToAddress.Trim()))
            return new Problem("ProviderAddressWrong", nameof(email.ToAddress));
        var body = SanitizedText.Body(email.Body);
        if (body.Text.Length == 0)
            return new Problem("BodyMissing", nameof(email.Body));
        if (body.Cut)
            return new Problem("BodyTooLong", nameof(email.Body), SanitizedText.MaxBody, email.Body.Length);
        var subject = SanitizedText.Line(email.Subject).Text;
        var conversation = ticketWriter.Open(Party.Provider, subject.Length > 0 ? subject : ticket.Title, email.ToAddress.Trim());
        var author = actor.IsDeskStaff ? AuthorKind.Staff : AuthorKind.Merchant;
        var message = await writer.WriteAsync(db, ticket, conversation, new(TicketEmails.ToProvider, author, actor.UserId, actor.Name, body), email.ToName, ct);
        if (!await files.AttachAsync(db, ticket.Id, message.Id, email.Files, actor, ct))
            return new Problem("FileGone", "Files");
        ticketWriter.Move(TicketStatus.WaitingOnProvider);
        ticket.UnansweredSince = null;
        ticketWriter.Note(TicketEventKind.Escalated, to: conversation.Address, party: Party.Provider);
        return null;
    }
}
