using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets.Facts;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Tickets;

/// <summary>
/// Changes a fact of a payment. Whoever began from a value that is no longer there is told whose is there now: nobody's change is lost
/// unseen.
/// </summary>
public sealed class EditFacts(TicketTransaction transaction, DeskTime time, TimeProvider clock) : IUseCase
{
    /// <param name="Typed">As a person types it, or in the one spelling; empty to forget the fact.</param>
    /// <param name="Was">What the person saw when they began, in the one spelling; null if it was not known.</param>
    public sealed record Input(Guid TicketId, FactField Field, string Typed, string? Was);

    public Task<Result<FactChange>> RunAsync(Input input, Actor actor, CancellationToken ct) =>
        transaction.RunAsync<FactChange>(async db =>
        {
            var ticket = await db.Tickets.VisibleTo(actor).FirstOrDefaultAsync(t => t.Id == input.TicketId, ct);
            if (ticket is null || !MayEdit(actor, input.Field))
                return Problem.NotFound;
            if (TicketStatusMachine.ClosedLongAgo(ticket, clock.GetUtcNow()))
                return new Problem("ClosedLongAgo", input.Field.ToString());
            var parsed = FactValue.Parse(input.Field, input.Typed, time.Now, time.Zone);
            if (!parsed.Ok)
                return parsed.Problems[0];
            var (was, next) = (await KnownAsync(db, ticket, input.Field, ct), parsed.Value.Length > 0 ? parsed.Value : null);
            var shop = input.Field == FactField.MerchantLogin && next is not null ? await ShopAsync(db, next, ct) : null;
            next = shop?.MerchantLogin ?? next;
            var change = new FactChange(input.Field, was, next);
            if (was == next)
                return change;
            if (was != input.Was)
                return new Problem("FactChangedMeanwhile", input.Field.ToString(), await ByAsync(db, ticket.Id, input.Field, ct), was);
            if (input.Field == FactField.MerchantLogin)
            {
                // A ticket of merchant staff belongs to a shop of this desk; a payer may have paid anywhere.
                if (shop is null && ticket.Kind == TicketKind.Merchant)
                    return new Problem("ShopUnknown", nameof(FactField.MerchantLogin));
                ticket.ShopId = shop?.Id;
            }

            FactValue.Apply(ticket.Payment, input.Field, next, time.Zone);
            new TicketWriter(db, ticket, actor.Name, clock).Note(TicketEventKind.FactChanged, was, next, field: input.Field.ToString());
            return change;
        }, ct);

    /// <summary>Which shop it is about decides who sees the ticket: that is the desk's to say.</summary>
    internal static bool MayEdit(Actor actor, FactField field) => MayEdit(actor.IsDeskStaff, field);

    internal static bool MayEdit(bool byDesk, FactField field) => byDesk || field != FactField.MerchantLogin;

    // A ticket of a shop of this desk may carry no login of its own: the shop has one.
    private async Task<string?> KnownAsync(DeskDbContext db, Ticket ticket, FactField field, CancellationToken ct) =>
        FactValue.Read(ticket.Payment, field, time.Zone)
        ?? (field == FactField.MerchantLogin && ticket.ShopId is { } id
            ? await db.Shops.Where(s => s.Id == id).Select(s => s.MerchantLogin).FirstOrDefaultAsync(ct)
            : null);

    // Logins are one in any letters; the shop's own spelling is the one that is kept.
    private static Task<Shop?> ShopAsync(DeskDbContext db, string login, CancellationToken ct)
    {
        var key = MerchantLogins.KeyOf(login);
        return db.Shops.AsNoTracking().FirstOrDefaultAsync(shop => shop.MerchantKey == key, ct);
    }

    private static Task<string?> ByAsync(DeskDbContext db, Guid ticketId, FactField field, CancellationToken ct)
    {
        var name = field.ToString();
        return db.Events.Where(e => e.TicketId == ticketId && e.Kind == TicketEventKind.FactChanged && e.Field == name)
            .OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Select(e => e.ActorName).FirstOrDefaultAsync(ct);
    }
}
