using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Held;

/// <summary>An agent decides to which ticket and to which of its conversations a letter belongs. The sender becomes no participant by that.</summary>
public sealed class AttachHeldLetter(HeldDecision decision, AppendLetter append, MailSettings settings)
{
    /// <param name="Number">As people write it: «SD-1042» or «1042».</param>
    public sealed record Input(Guid HeldId, string? Number, Party Party);

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
                ? settings.ProviderNumber.Read(letter.Held.Subject, letter.Held.Body, [.. ours.OfType<string>()])
                : null;
            var appended = await append.ApplyAsync(letter.Db, await HeldDecision.AsIncomingAsync(letter, ticket.Id, input.Party, author, theirs, ct), ct);
            return appended.Ok ? (appended.Value.Number, HeldState.Attached, (Guid?)appended.Value.TicketId) : appended.Problems.ToList();
        }, ct);
}
