using System.Globalization;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.Files;
using SupportDesk.Features.Outbox;
using SupportDesk.Features.Tickets;
using SupportDesk.Features.Tickets.Participants;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>Puts an e-mail into the conversation it belongs to; within the transaction of its storing.</summary>
internal sealed class AppendEmail(AppendMessage append, ProviderContacts contacts, MailSettings settings) : IUseCase
{
    /// <returns>The ticket that it is in now; null if that is gone.</returns>
    public async Task<Guid?> RunAsync(DeskDbContext db, MailLedger row, DecidedEmail judged, CancellationToken ct)
    {
        if (await db.Tickets.FindAsync([judged.Target], ct) is not { } ticket)
            return null;
        var party = judged.Match.Party!.Value;
        var author = party == Party.Provider ? AuthorKind.Provider : ticket.Kind == TicketKind.Payer ? AuthorKind.Payer : AuthorKind.Merchant;
        string?[] ours = [ticket.Payment.InvoiceId, ticket.Payment.OrderNumber, ticket.Number.ToString(CultureInfo.InvariantCulture)];
        var email = AsIncoming(row, judged, ticket.Id, party, author, judged.Match.Rule, settings.Identities) with
        {
            ProviderNumber =
                party == Party.Provider
                    ? (await contacts.GetAsync(db, ct)).Number.Read(judged.Email.Subject, judged.Email.Text, [.. ours.OfType<string>()])
                    : null,
        };
        var result = await append.ApplyAsync(db, email, ct);
        if (result.Ok)
        {
            row.MessageId = result.Value.Message.Id;
            return result.Value.TicketId;
        }

        // Anything else would leave half of the e-mail in this transaction.
        return result.Problems.Contains(Problem.NotFound)
            ? null
            : throw new InvalidOperationException($"The e-mail could not join: {result.Problems[0].Code}.");
    }

    /// <summary>The e-mail as tickets take it: masked, the other people it went to named and nothing more.</summary>
    internal static IncomingEmail AsIncoming(
        MailLedger row, DecidedEmail judged, Guid ticket, Party party, AuthorKind author, MatchRule rule, SenderIdentities identities)
    {
        var email = judged.Email;
        var body = SanitizedText.Body(email.Text);
        return new IncomingEmail
        {
            TicketId = ticket,
            Party = party,
            Author = author,
            FromName = email.FromName,
            FromAddress = email.FromAddress,
            Subject = SanitizedText.Line(email.Subject).Text,
            Body = body.Text,
            HiddenCount = body.Hidden,
            Missing = email.Missing,
            InternetMessageId = email.MessageId,
            At = row.ReceivedAt,
            Trust = judged.Origin.Trust,
            MatchedBy = rule,
            IsAutomatic = judged.Origin.IsAutomatic,
            Named =
            [
                .. EmailAddresses.Others(email, identities.IsOurs).Select(address => new ProposeParticipants.Named(address, null, ParticipantOrigin.Copied)),
            ],
            Attachments = judged.Files,
        };
    }
}
