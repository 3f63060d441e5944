using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Messages that come in: from an e-mail, or written on a page of the desk.</summary>
internal static class IncomingMessageFactory
{
    public static Message Email(Guid ticketId, Guid conversationId, IncomingEmail email, TimeProvider clock)
    {
        var body = SanitizedText.Body(email.Body);
        return new Message
        {
            Id = Ids.New(clock),
            TicketId = ticketId,
            ConversationId = conversationId,
            Direction = Direction.Incoming,
            Author = email.Author,
            AuthorName = SanitizedText.Line(email.FromName, 120).Text is { Length: > 0 } name ? name : email.FromAddress,
            AuthorAddress = SanitizedText.Line(email.FromAddress, 254).Text,
            Body = body.Text,
            HiddenCount = email.HiddenCount + body.Hidden,
            Missing = email.Missing,
            IsAutomatic = email.IsAutomatic,
            At = email.At,
            InternetMessageId = email.InternetMessageId,
            Trust = email.Trust,
            MatchedBy = email.MatchedBy,
        };
    }

    public static Message Page(Ticket ticket, Guid conversationId, SanitizedText text, AuthorKind author, Actor actor, TimeProvider clock) => new()
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
