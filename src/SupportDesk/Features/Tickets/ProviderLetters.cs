using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Starts the conversation with the provider: a prepared case goes out and the ticket waits for the answer.</summary>
public sealed class ProviderLetters(LetterWriter writer, TicketFiles files)
{
    /// <returns>What is wrong with the letter; null when it was written.</returns>
    internal async Task<Problem?> StartAsync(DeskDbContext db, Ticket ticket, ProviderLetter letter, Actor actor, TicketPen pen, CancellationToken ct)
    {
        if (!OpenTicket.IsAddress(letter.ToAddress))
            return new Problem("ProviderAddressWrong", nameof(letter.ToAddress));
        var body = SafeText.Body(letter.Body);
        if (body.Text.Length == 0)
            return new Problem("BodyMissing", nameof(letter.Body));
        var subject = SafeText.Line(letter.Subject).Text;
        var conversation = pen.Open(Party.Provider, subject.Length > 0 ? subject : ticket.Title, letter.ToAddress.Trim());
        var author = actor.IsDeskStaff ? AuthorKind.Staff : AuthorKind.Merchant;
        var message = await writer.WriteAsync(db, ticket, conversation, new(TicketLetters.ToProvider, author, actor.UserId, actor.Name, body), letter.ToName, ct);
        if (!await files.AttachAsync(db, ticket.Id, message.Id, letter.Files, actor, ct))
            return new Problem("FileGone", "Files");
        pen.Move(TicketStatus.WaitingOnProvider);
        ticket.UnansweredSince = null;
        pen.Note(TicketEventKind.Escalated, to: conversation.Address, party: Party.Provider);
        return null;
    }
}
