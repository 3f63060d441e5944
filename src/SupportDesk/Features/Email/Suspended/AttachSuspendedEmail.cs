using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.Tickets;
using SupportDesk.Features.Tickets.Participants;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Suspended;

/// <summary>
/// An agent decides to which ticket and to which of its conversations an e-mail belongs. The sender becomes no participant
/// unless the agent says so.
/// </summary>
public sealed class AttachSuspendedEmail(SuspendedDecision decision, AppendMessage append, DecideParticipant participant, ProviderContacts contacts) : IUseCase
{
    /// <param name="Number">As people write it: «SD-1042» or «1042».</param>
    /// <param name="AddSender">The sender takes part from now on: copies go to them, their e-mails join.</param>
    public sealed record Input(Guid SuspendedId, string? Number, Party Party, bool AddSender = false);

    /// <returns>The number of the ticket that the e-mail is in now; a ticket closed long ago is followed by a new one.</returns>
    public Task<Result<long>> RunAsync(Input input, Actor actor, CancellationToken ct) =>
        decision.RunAsync<long>(
            input.SuspendedId,
            SuspendedState.Waiting,
            "mail.attach",
            actor,
            async email =>
            {
                if (!TicketNumber.TryParse(input.Number, out var number))
                    return new Problem("NumberWrong", nameof(input.Number));
                var ticket = await email
                    .Db.Tickets.Where(t => t.Number == number)
                    .Select(t => new
                    {
                        t.Id,
                        t.Kind,
                        t.Payment.InvoiceId,
                        t.Payment.OrderNumber,
                    })
                    .FirstOrDefaultAsync(ct);
                if (ticket is null)
                    return new Problem("NoSuchTicket", nameof(input.Number), TicketNumber.Format(number));
                var author =
                    input.Party == Party.Provider ? AuthorKind.Provider
                    : ticket.Kind == TicketKind.Payer ? AuthorKind.Payer
                    : AuthorKind.Merchant;
                string?[] ours = [ticket.InvoiceId, ticket.OrderNumber, number.ToString(CultureInfo.InvariantCulture)];
                var theirs =
                    input.Party == Party.Provider
                        ? (await contacts.GetAsync(ct)).Number.Read(email.Suspended.Subject, email.Suspended.Body, [.. ours.OfType<string>()])
                        : null;
                var appended = await append.ApplyAsync(
                    email.Db,
                    await SuspendedDecision.AsIncomingAsync(email, ticket.Id, input.Party, author, theirs, ct),
                    ct
                );
                if (appended.Ok && input.AddSender && await AddSenderAsync(email, appended.Value.TicketId, input.Party, actor, ct) is { } problem)
                    return problem;
                return appended.Ok
                    ? new SuspendedDecision.Decision<long>(appended.Value.Number, SuspendedState.Attached, appended.Value.TicketId, appended.Value.Message.Id)
                    : appended.Problems.ToList();
            },
            ct
        );

    private async Task<Problem?> AddSenderAsync(SuspendedDecision.Email email, Guid ticket, Party party, Actor actor, CancellationToken ct)
    {
        // The e-mail may have proposed its own sender, or opened the conversation: both are looked for among the stored.
        await email.Db.SaveChangesAsync(ct);
        var added = await participant.ApplyAsync(email.Db, new(ticket, party, email.Suspended.FromAddress, email.Suspended.FromName, Adds: true), actor, ct);
        return added.Ok || added.Problems[0].Code == "TakesPartAlready" ? null : added.Problems[0];
    }
}
