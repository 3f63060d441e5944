using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Open tickets about the same invoice: one thread instead of five.</summary>
public sealed class FindOpenTickets(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    private const int Enough = 10;

    public sealed record Row(Guid Id, long Number, string Title, TicketStatus Status, string CaseType);

    /// <param name="caseType">Only tickets of this case type; null for any.</param>
    public async Task<IReadOnlyList<Row>> RunAsync(string invoiceId, string? caseType, Actor actor, CancellationToken ct)
    {
        var invoice = invoiceId.Trim();
        if (invoice.Length == 0)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Tickets.AsNoTracking().VisibleTo(actor)
            .Where(t => t.Payment.InvoiceId == invoice && t.Status < TicketStatus.Resolved && (caseType == null || t.CaseType == caseType))
            .OrderByDescending(t => t.Number)
            .Take(Enough)
            .Select(t => new Row(t.Id, t.Number, t.Title, t.Status, t.CaseType))
            .ToListAsync(ct);
    }
}
