using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Tickets that a number belongs to: their own, the provider's, or the invoice's. Nothing is searched, each is a look into an index.</summary>
public sealed class FindExactTickets(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    private const int Enough = 5;

    public sealed record Row(long Number, string Title, TicketStatus Status, TicketKind Kind, string? InvoiceId);

    /// <param name="typed">A number as people write it: SD-1042, 1042, № 5521873.</param>
    public async Task<IReadOnlyList<Row>> RunAsync(string typed, Actor actor, CancellationToken ct)
    {
        var bare = typed.Trim().TrimStart('№', '#').Trim();
        if (bare.Length == 0)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var tickets = db.Tickets.AsNoTracking().VisibleTo(actor);
        List<Row> found = [];
        if (TicketNumber.TryParse(bare, out var number))
            await AddAsync(tickets.Where(t => t.Number == number));
        await AddAsync(tickets.Where(t => t.Payment.InvoiceId == bare));
        await AddAsync(
            from conversation in db.Conversations
            where conversation.Party == Party.Provider && conversation.ExternalNumber == bare
            join ticket in tickets on conversation.TicketId equals ticket.Id
            select ticket);
        return [.. found.DistinctBy(row => row.Number).Take(Enough)];

        async Task AddAsync(IQueryable<Ticket> some) => found.AddRange(await some.OrderByDescending(t => t.Number).Take(Enough)
            .Select(t => new Row(t.Number, t.Title, t.Status, t.Kind, t.Payment.InvoiceId)).ToListAsync(ct));
    }
}
