using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Tickets;

/// <summary>
/// One acknowledgement for each ticket that an e-mail opened, with a subject of its own: no word of the e-mail goes back to
/// an address that may be somebody else's. None to the provider, whatever opened the ticket (T-24), none to a machine, and
/// few to one address (T-10).
/// </summary>
public sealed class SendAutoReply(EmailWriter writer, ConfirmationLimit limit, TimeProvider clock) : IUseCase
{
    // However the address is spelled: the victim has one mailbox.
    private static readonly Func<DeskDbContext, string, DateTimeOffset, int, CancellationToken, Task<bool>> HadMore = EF.CompileAsyncQuery(
        (DeskDbContext db, string key, DateTimeOffset since, int allowed, CancellationToken ct) => db.Outbox
            .Where(mail => mail.ToKey == key && mail.Automatic && mail.CreatedAt > since)
            .OrderBy(mail => mail.CreatedAt).Skip(allowed).Any());

    private static readonly Func<DeskDbContext, IAsyncEnumerable<string>> Contacts = EF.CompileAsyncQuery(
        (DeskDbContext db) => db.Contacts.Select(contact => contact.Value)
    );

    internal async Task ApplyAsync(DeskDbContext db, Ticket ticket, Conversation conversation, IncomingEmail email, long? earlier, CancellationToken ct)
    {
        if (email.IsAutomatic || email.TakesNoReply || email.Party == Party.Provider || email.Trust is SenderTrust.None or SenderTrust.Failed
            || await IsProviderAsync(db, conversation.Address, ct))
            return;
        if (await HasEnoughAsync(db, conversation.Address, ct))
        {
            // The ticket says it: whoever works on it must not believe that the sender knows their number.
            var (last, party) = (ticket.LastEvent, ticket.LastParty);
            new TicketWriter(db, ticket, "SupportDesk", clock).Note(TicketEventKind.ConfirmationHeldBack, to: conversation.Address);
            // What happened last is still that the ticket was opened.
            (ticket.LastEvent, ticket.LastParty) = (last, party);
            return;
        }

        var more = new Dictionary<string, string?> { ["earlier.number"] = earlier is { } number ? TicketNumber.Format(number) : null };
        await writer.WriteAsync(db, ticket, conversation, EmailWriter.Email.FromDesk(TicketEmails.Accepted, "SupportDesk", more), toName: null, ct);
    }

    private Task<bool> HasEnoughAsync(DeskDbContext db, string address, CancellationToken ct) =>
        HadMore(db, AddressKey.Of(address), clock.GetUtcNow().AddHours(-1), limit.AnHour - 1, ct);

    private static async Task<bool> IsProviderAsync(DeskDbContext db, string address, CancellationToken ct)
    {
        var domain = DomainName.Of(address);
        // A contact is an address or a bare domain.
        var contacts = await Contacts(db).ToListAsync(ct);
        return contacts.Select(DomainName.Of).Any(known => DomainName.IsSameOrUnder(domain, known));
    }

}
