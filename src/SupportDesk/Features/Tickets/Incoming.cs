using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Messages that come in: from a letter, or written on a page of the desk.</summary>
internal static class Incoming
{
    public static Message Letter(Guid ticketId, Guid conversationId, IncomingLetter letter, TimeProvider clock)
    {
        var body = SafeText.Body(letter.Body);
        return new Message
        {
            Id = Ids.New(clock),
            TicketId = ticketId,
            ConversationId = conversationId,
            Direction = Direction.Incoming,
            Author = letter.Author,
            AuthorName = SafeText.Line(letter.FromName, 120).Text is { Length: > 0 } name ? name : letter.FromAddress,
            AuthorAddress = SafeText.Line(letter.FromAddress, 254).Text,
            Body = body.Text,
            HiddenCount = letter.HiddenCount + body.Hidden,
            Missing = letter.Missing,
            IsAutomatic = letter.IsAutomatic,
            At = letter.At,
            LetterId = letter.LetterId,
            Trust = letter.Trust,
            MatchedBy = letter.MatchedBy,
        };
    }

    public static Message Page(Ticket ticket, Guid conversationId, SafeText text, AuthorKind author, Actor actor, TimeProvider clock) => new()
    {
        Id = Ids.New(clock),
        TicketId = ticket.Id,
        ConversationId = conversationId,
        Direction = Direction.Incoming,
        Author = author,
        AuthorUserId = actor.UserId,
        AuthorName = actor.IsSystem ? ticket.RequesterName : actor.Name,
        AuthorAddress = actor.IsSystem ? ticket.RequesterEmail : actor.Email,
        Body = text.Text,
        HiddenCount = text.Hidden,
        At = clock.GetUtcNow(),
        Trust = SenderTrust.SignedIn,
        MatchedBy = MatchRule.Web,
    };
}
