using System.Globalization;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.Tickets;
using SupportDesk.Features.Tickets.People;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>Puts a letter into the conversation it belongs to; within the transaction of its storing.</summary>
internal sealed class JoinLetter(AppendLetter append, ProviderContacts contacts, MailSettings settings)
{
    /// <returns>The ticket that it is in now; null if that is gone.</returns>
    public async Task<Guid?> RunAsync(DeskDbContext db, MailLedger row, JudgedLetter judged, CancellationToken ct)
    {
        if (await db.Tickets.FindAsync([judged.Target], ct) is not { } ticket)
            return null;
        var party = judged.Match.Party!.Value;
        var author = party == Party.Provider ? AuthorKind.Provider : ticket.Kind == TicketKind.Payer ? AuthorKind.Payer : AuthorKind.Merchant;
        string?[] ours = [ticket.Payment.InvoiceId, ticket.Payment.OrderNumber, ticket.Number.ToString(CultureInfo.InvariantCulture)];
        var letter = AsIncoming(row, judged, ticket.Id, party, author, judged.Match.Rule, settings.Identities) with
        {
            ProviderNumber = party == Party.Provider ? (await contacts.GetAsync(db, ct)).Number.Read(judged.Letter.Subject, judged.Letter.Text, [.. ours.OfType<string>()]) : null,
        };
        var result = await append.ApplyAsync(db, letter, ct);
        if (result.Ok)
        {
            row.MessageId = result.Value.Message.Id;
            return result.Value.TicketId;
        }

        // Anything else would leave half of the letter in this transaction.
        return result.Problems.Contains(Problem.NotFound) ? null : throw new InvalidOperationException($"The letter could not join: {result.Problems[0].Code}.");
    }

    /// <summary>The letter as tickets take it: masked, the other people it went to named and nothing more.</summary>
    internal static IncomingLetter AsIncoming(
        MailLedger row, JudgedLetter judged, Guid ticket, Party party, AuthorKind author, MatchRule rule, MailIdentities identities)
    {
        var letter = judged.Letter;
        var body = SafeText.Body(letter.Text);
        return new IncomingLetter
        {
            TicketId = ticket,
            Party = party,
            Author = author,
            FromName = letter.FromName,
            FromAddress = letter.FromAddress,
            Subject = SafeText.Line(letter.Subject).Text,
            Body = body.Text,
            HiddenCount = body.Hidden,
            Missing = letter.Missing,
            LetterId = letter.MessageId,
            At = row.ReceivedAt,
            Trust = judged.Origin.Trust,
            MatchedBy = rule,
            IsAutomatic = judged.Origin.IsAutomatic,
            Named = [.. LetterAddresses.Others(letter, identities.IsOurs).Select(address => new ProposeParticipants.Named(address, null, ParticipantOrigin.Copied))],
            Attachments = judged.Files,
        };
    }
}
