using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.Tickets.Moving;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Messages;

/// <summary>An agent puts an e-mail into the ticket that it belongs to. Answers to it go there from then on.</summary>
public sealed class MoveMessageToTicket(MessageMoves moves, MoveMessage move, EmailNumber numbers) : IUseCase
{
    /// <param name="Number">As people write it: «SD-1042» or «1042».</param>
    public sealed record Input(Guid MessageId, string? Number);

    public Task<Result<MoveMessage.Moved>> RunAsync(Input input, Actor actor, CancellationToken ct) => moves.RunAsync("mail.move", actor, async db =>
    {
        if (!TicketNumber.TryParse(input.Number, out var number))
            return new Problem("NumberWrong", nameof(input.Number));
        var ticket = await db.Tickets.Where(t => t.Number == number).Select(t => t.Id).FirstOrDefaultAsync(ct);
        return ticket == Guid.Empty
            ? new Problem("NoSuchTicket", nameof(input.Number), TicketNumber.Format(number))
            : await move.ApplyAsync(db, new(input.MessageId, ticket, await numbers.OfAsync(db, input.MessageId, ticket, ct)), actor, ct);
    }, ct);
}

/// <summary>The provider's number that a stored e-mail names.</summary>
public sealed class EmailNumber(ProviderContacts contacts) : IUseCase
{
    internal async Task<string?> OfAsync(DeskDbContext db, Guid messageId, Guid ticketId, CancellationToken ct)
    {
        var email = await db
            .Messages.Where(m => m.Id == messageId)
            .Select(m => new { m.Body, Subject = db.Ledger.Where(row => row.MessageId == m.Id).Select(row => row.Subject).FirstOrDefault() })
            .FirstOrDefaultAsync(ct);
        var ours = await db
            .Tickets.Where(t => t.Id == ticketId)
            .Select(t => new
            {
                t.Number,
                t.Payment.InvoiceId,
                t.Payment.OrderNumber,
            })
            .FirstOrDefaultAsync(ct);
        if (email is null)
            return null;
        string?[] known = [ours?.InvoiceId, ours?.OrderNumber, ours?.Number.ToString(CultureInfo.InvariantCulture)];
        return (await contacts.GetAsync(ct)).Number.Read(email.Subject ?? "", email.Body, [.. known.OfType<string>()]);
    }
}
