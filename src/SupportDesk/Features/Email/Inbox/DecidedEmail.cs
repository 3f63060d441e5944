using SupportDesk.Data.Entities;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Features.Files;
using SupportDesk.Features.Outbox;
using SupportDesk.Features.Tickets;
using SupportDesk.Features.Tickets.Participants;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>An e-mail after all questions have been asked about it; it only has to be stored.</summary>
/// <param name="Target">The ticket it joins; of a suspended one, the ticket it may belong to.</param>
/// <param name="Files">Its files, stored and masked, hanging on nothing yet.</param>
/// <param name="HasCopies">The ledger knows its Message-ID from other rows, too.</param>
internal sealed record DecidedEmail(
    EmailFacts Email,
    EmailOrigin Origin,
    EmailMatch Match,
    ReplyPermission Permission,
    ProviderContact Provider,
    Guid? Target,
    IReadOnlyList<Guid> Files,
    bool HasCopies
)
{
    private string? Header(string name) => Email.Headers.Where(header => header.Is(name)).Select(header => header.Value).FirstOrDefault();

    /// <summary>The e-mail as tickets take it: masked, the other people it went to named and nothing more.</summary>
    public IncomingEmail ToIncoming(MailLedger row, Guid ticket, Party party, AuthorKind author, MatchRule rule, SenderIdentities identities)
    {
        var body = SanitizedText.Body(Email.Text);
        return new IncomingEmail
        {
            TicketId = ticket,
            Party = party,
            Author = author,
            FromName = Email.FromName,
            FromAddress = Email.FromAddress,
            Subject = SanitizedText.Line(Email.Subject).Text,
            Body = body.Text,
            HiddenCount = body.Hidden,
            Missing = Email.Missing,
            InternetMessageId = Email.MessageId,
            ThreadIndex = ThreadIndex.Read(Header("Thread-Index")),
            ThreadTopic = Header("Thread-Topic") is { } topic ? SanitizedText.Line(topic, 250).Text : null,
            At = row.ReceivedAt,
            Trust = Origin.Trust,
            MatchedBy = rule,
            IsAutomatic = Origin.IsAutomatic,
            TakesNoReply = AccountMail.Is(Email),
            Named =
            [
                .. EmailAddresses.Others(Email, identities.IsOurs).Select(address => new ProposeParticipants.Named(address, null, ParticipantOrigin.Copied)),
            ],
            Attachments = Files,
        };
    }
}
