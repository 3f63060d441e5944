using System.Globalization;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>Puts an e-mail into the conversation it belongs to; within the transaction of its storing.</summary>
internal sealed class AppendEmail(AppendMessage append, MailSettings settings) : IUseCase
{
    /// <returns>The ticket that it is in now; null if that is gone.</returns>
    public async Task<Guid?> RunAsync(DeskDbContext db, MailLedger row, DecidedEmail decided, CancellationToken ct)
    {
        if (await db.Tickets.FindAsync([decided.Target], ct) is not { } ticket)
            return null;
        var party = decided.Match.Party!.Value;
        var author = party == Party.Provider ? AuthorKind.Provider : ticket.Kind == TicketKind.Payer ? AuthorKind.Payer : AuthorKind.Merchant;
        string?[] ours = [ticket.Payment.InvoiceId, ticket.Payment.OrderNumber, ticket.Number.ToString(CultureInfo.InvariantCulture)];
        var email = decided.ToIncoming(row, ticket.Id, party, author, decided.Match.Rule, settings.Identities) with
        {
            ProviderNumber =
                party == Party.Provider ? decided.Provider.Number.Read(decided.Email.Subject, decided.Email.Text, [.. ours.OfType<string>()]) : null,
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
}
