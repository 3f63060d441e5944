using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Tickets;

/// <summary>Why a ticket may be about the same thing; the strongest sign first.</summary>
public enum Similarity { SameInvoice = 0, SameSender = 1, SimilarSubject = 2 }

public sealed record SimilarTicketView(long Number, string Title, TicketStatus Status, Similarity Why);

/// <summary>
/// Other tickets that may be about the same thing. Hints for a person of the desk and nothing more: no e-mail goes anywhere
/// because of them. Each question is a search in an index and looks at a few rows.
/// </summary>
internal static partial class SimilarTickets
{
    private const int Most = 5;
    private const int MostNumbers = 8;
    private const int MostText = 4000;

    // A subject like «Где мой заказ?» has been written a hundred thousand times: only the latest ones can be the same matter.
    private const int Latest = 20_000;
    private static readonly TimeSpan Lately = TimeSpan.FromDays(30);

    /// <param name="text">What the requester wrote first, masked.</param>
    public static async Task<IReadOnlyList<SimilarTicketView>> FindAsync(
        DeskDbContext db,
        Ticket ticket,
        string? text,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (!TicketStatusMachine.IsOpen(ticket.Status))
            return [];
        var others = db.Tickets.AsNoTracking().Where(t => t.Id != ticket.Id);
        var found = new List<SimilarTicketView>();
        string[] numbers = [.. Numbers(ticket, text)];
        if (numbers.Length > 0)
            await AddAsync(others.Where(t => numbers.Contains(t.Payment.InvoiceId)).OrderByDescending(t => t.Number), Similarity.SameInvoice);
        var (sender, since) = (ticket.RequesterEmail, now - Lately);
        await AddAsync(others.Where(t => t.RequesterEmail == sender && t.CreatedAt > since).OrderByDescending(t => t.CreatedAt), Similarity.SameSender);
        if (found.Count < Most && SearchTerms.Match(ticket.Title) is { } match && match.Contains(' ', StringComparison.Ordinal))
        {
            var (first, shop) = (ticket.Number - Latest, ticket.ShopId);
            var same = ListTickets
                .Found(db, match, long.MaxValue)
                .Where(t => t.Number > first && t.Id != ticket.Id && t.ShopId == shop && t.Status < TicketStatus.Resolved);
            await AddAsync(same.OrderByDescending(t => t.Number), Similarity.SimilarSubject);
        }

        return [.. found.DistinctBy(one => one.Number).Take(Most)];

        async Task AddAsync(IQueryable<Ticket> tickets, Similarity why) => found.AddRange(await tickets
            .Take(Most).Select(t => new SimilarTicketView(t.Number, t.Title, t.Status, why)).ToListAsync(ct));
    }

    // The invoice may stand in the e-mail only; a number is one, or is nobody's invoice.
    private static IEnumerable<string> Numbers(Ticket ticket, string? text)
    {
        var read = ticket.Title + "\n" + (text is { Length: > MostText } ? text[..MostText] : text);
        return new[] { ticket.Payment.InvoiceId }.OfType<string>().Concat(Number().Matches(read).Select(match => match.Value)).Distinct().Take(MostNumbers);
    }

    [GeneratedRegex(@"\b[0-9]{3,12}\b", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
