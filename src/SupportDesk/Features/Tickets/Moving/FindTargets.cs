using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets.Moving;

/// <summary>Tickets that an e-mail may go to, by number or by words of the title.</summary>
public sealed class FindTargets(ListTickets list) : IUseCase
{
    public const int Most = 6;

    public sealed record Row(long Number, string Title, TicketStatus Status, string Who);

    /// <param name="except">The number of the ticket that the e-mail is in; 0 for none.</param>
    public async Task<IReadOnlyList<Row>> RunAsync(string? typed, long except, Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff || SearchTerms.Match(typed) is null)
            return [];
        var page = await list.RunAsync(new TicketFilter(StatusFilter.All, Query: typed), actor, ct);
        return
        [
            .. page.Rows.Where(row => row.Number != except).Take(Most).Select(row => new Row(row.Number, row.Title, row.Status, row.Shop ?? row.RequesterName)),
        ];
    }
}
