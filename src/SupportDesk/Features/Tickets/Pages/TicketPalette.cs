using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets.Pages;

/// <summary>Tickets in the command palette: those that a typed number belongs to, then those with the words, then the whole search.</summary>
public sealed class TicketPalette(FindExactTickets exact, ListTickets list, TicketLabels words) : IPaletteSource
{
    private const int MostAlike = 5;

    public async Task<IReadOnlyList<PaletteEntry>> FindAsync(string typed, Actor actor, CancellationToken ct)
    {
        if (typed.Length == 0)
            return [New];
        var sure = await exact.RunAsync(typed, actor, ct);
        var search = new TicketFilter(StatusFilter.All, Query: typed);
        var page = search.Searches ? await list.RunAsync(search, actor, ct) : null;
        return
        [
            .. sure.Select(row => Of(PaletteGroup.Exact, row.Number, row.Title, row.InvoiceId, row.Status, row.Kind)),
            .. page?.Rows.Where(row => sure.All(one => one.Number != row.Number)).Take(MostAlike)
                .Select(row => Of(PaletteGroup.Alike, row.Number, row.Title, row.InvoiceId, row.Status, row.Kind)) ?? [],
            .. search.Searches ? new[] { new PaletteEntry(PaletteGroup.Act, "search", words["PaletteSearch", typed], null, search.Href) } : [],
            New,
        ];

        PaletteEntry Of(PaletteGroup group, long number, string title, string? invoice, TicketStatus status, TicketKind kind) => new(
            group, "inbox", title,
            string.Join(" · ", new[]
            {
                TicketNumber.Format(number),
                invoice is null ? null : words["InvoiceShort", invoice],
                words.Whose(status, kind),
            }.Where(part => part is not null)),
            $"{TicketFilter.Path}/{number}");
    }

    private PaletteEntry New => new(PaletteGroup.Act, "plus", words["NewCase"], null, "/desk/new");
}
