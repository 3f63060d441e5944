using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Tickets.Facts;

/// <summary>What messages name and nobody has taken or refused yet, for the facts that are not known.</summary>
internal static class FactProposals
{
    private const int Most = 5;
    private const int MostOfOneField = 2;
    private const int LatestMessages = 20;
    private const int MostText = 20_000;
    private static readonly FactField[] Fields =
        [FactField.InvoiceId, FactField.OrderNumber, FactField.Amount, FactField.PaidAt, FactField.MerchantLogin];

    public static async Task<IReadOnlyList<FactProposal>> FindAsync(DeskDbContext db, Ticket ticket, TimeZoneInfo zone, CancellationToken ct)
    {
        if (!TicketStatusMachine.IsOpen(ticket.Status))
            return [];
        var unknown = Fields.Where(field => FactValue.Read(ticket.Payment, field, zone) is null && (field != FactField.MerchantLogin || ticket.ShopId is null))
            .ToHashSet();
        if (unknown.Count == 0)
            return [];
        var incoming = db.Messages.AsNoTracking().Where(m => m.TicketId == ticket.Id && m.Direction == Direction.Incoming && !m.IsAutomatic)
            .Select(m => new { m.Id, m.At, Text = m.Body.Substring(0, MostText) });
        // The first says what happened, the latest what was asked for since.
        var latest = await incoming.OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Take(LatestMessages).ToListAsync(ct);
        if (latest.Count == LatestMessages)
            latest.AddRange(await incoming.OrderBy(m => m.At).ThenBy(m => m.Id).Take(1).ToListAsync(ct));
        var found = latest.OrderBy(m => m.At)
            .SelectMany(m => FactFinder.Find(Own(m.Text), m.At, zone).Select(one => new FactProposal(one.Field, one.Value, m.Id)))
            .Where(one => unknown.Contains(one.Field)).DistinctBy(one => (one.Field, one.Value)).ToList();
        if (found.Count == 0)
            return [];
        var refused = await RefusedAsync(db, ticket.Id, ct);
        return [.. found.Where(one => !refused.Contains((one.Field.ToString(), one.Value)))
            .GroupBy(one => one.Field).SelectMany(field => field.Take(MostOfOneField)).Take(Most)];
    }

    public static async Task<bool> IsRefusedAsync(DeskDbContext db, Guid ticketId, FactField field, string value, CancellationToken ct) =>
        (await RefusedAsync(db, ticketId, ct)).Contains((field.ToString(), value));

    private static string Own(string body) => string.Join("\n", QuoteFolder.Split(body).Where(part => !part.IsQuote).Select(part => part.Text));

    // The last word counts: what was refused may have been brought back.
    private static async Task<HashSet<(string Field, string Value)>> RefusedAsync(DeskDbContext db, Guid ticketId, CancellationToken ct)
    {
        var decisions = await db.Events.AsNoTracking()
            .Where(e => e.TicketId == ticketId && (e.Kind == TicketEventKind.ProposalRefused || e.Kind == TicketEventKind.ProposalRestored))
            .OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => new { e.Kind, e.Field, e.To }).ToListAsync(ct);
        return [.. decisions.GroupBy(e => (e.Field ?? "", e.To ?? "")).Where(one => one.Last().Kind == TicketEventKind.ProposalRefused).Select(one => one.Key)];
    }
}
