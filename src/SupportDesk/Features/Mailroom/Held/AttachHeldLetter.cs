using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.Tickets;
using SupportDesk.Features.Tickets.People;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Held;

/// <summary>An agent decides to which ticket and to which of its conversations a letter belongs. The sender becomes no participant unless the agent says so.</summary>
public sealed class AttachHeldLetter(HeldDecision decision, AppendLetter append, DecideParticipant participant, ProviderContacts contacts)
{
    /// <param name="Number">As people write it: «SD-1042» or «1042».</param>
    /// <param name="AddSender">The sender takes part from now on: copies go to them, their letters join.</param>
    public sealed record Input(Guid HeldId, string? Number, Party Party, bool AddSender = false);

    /// <returns>The number of the ticket that the letter is in now; a ticket closed long ago is followed by a new one.</returns>
    public Task<Result<long>> RunAsync(Input input, Actor actor, CancellationToken ct) =>
        decision.RunAsync<long>(input.HeldId, HeldState.Waiting, "mail.attach", actor, async letter =>
        {
            if (!TicketNumber.TryParse(input.Number, out var number))
                return new Problem("NumberWrong", nameof(input.Number));
            var ticket = await letter.Db.Tickets.Where(t => t.Number == number)
                .Select(t => new { t.Id, t.Kind, t.Payment.InvoiceId, t.Payment.OrderNumber }).FirstOrDefaultAsync(ct);
            if (ticket is null)
                return new Problem("NoSuchTicket", nameof(input.Number), TicketNumber.Format(number));
            var author = input.Party == Party.Provider ? AuthorKind.Provider : ticket.Kind == TicketKind.Payer ? AuthorKind.Payer : AuthorKind.Merchant;
            string?[] ours = [ticket.InvoiceId, ticket.OrderNumber, number.ToString(CultureInfo.InvariantCulture)];
            var theirs = input.Party == Party.Provider
                ? (await contacts.GetAsync(ct)).Number.Read(letter.Held.Subject, letter.Held.Body, [.. ours.OfType<string>()])
                : null;
            var appended = await append.ApplyAsync(letter.Db, await HeldDecision.AsIncomingAsync(letter, ticket.Id, input.Party, author, theirs, ct), ct);
            if (appended.Ok && input.AddSender && await AddSenderAsync(letter, appended.Value.TicketId, input.Party, actor, ct) is { } problem)
                return problem;
            return appended.Ok ? new HeldDecision.Verdict<long>(appended.Value.Number, HeldState.Attached, appended.Value.TicketId, appended.Value.Message.Id) : appended.Problems.ToList();
        }, ct);

    private async Task<Problem?> AddSenderAsync(HeldDecision.Letter letter, Guid ticket, Party party, Actor actor, CancellationToken ct)
    {
        // The letter may have proposed its own sender, or opened the conversation: both are looked for among the stored.
        await letter.Db.SaveChangesAsync(ct);
        var added = await participant.ApplyAsync(letter.Db, new(ticket, party, letter.Held.FromAddress, letter.Held.FromName, Adds: true), actor, ct);
        return added.Ok || added.Problems[0].Code == "TakesPartAlready" ? null : added.Problems[0];
    }
}
