using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Benchmarks.Email;
using SupportDesk.Data.Entities;

namespace SupportDesk.Benchmarks.Shell;

/// <summary>
/// Somebody who has the desk open goes to a list of fifty and to a ticket of two hundred messages: from the click to the last batch of the
/// page, beside reading the same rows by their keys.
/// </summary>
internal sealed class Pages : Scenario
{
    private const int Rows = 50;
    private const int Messages = 200;
    private const string Elsewhere = "/desk/contacts";

    public override string Name => "pages";

    public override IEnumerable<Result> Run(bool quick) => MeasureAsync(quick ? 500 : 10_000, quick ? 6 : 60).GetAwaiter().GetResult();

    private async Task<IReadOnlyList<Result>> MeasureAsync(int tickets, int visits)
    {
        await using var desk = await BenchDesk.StartAsync();
        var address = await desk.ServeAsync();
        var actor = await BenchTickets.AddAdminAsync(desk);
        await new SeededTickets(desk).FillAsync(tickets, OutboxState.Sent);
        var number = await BenchTickets.AddTicketAsync(desk, actor, Messages);
        return
        [
            await LineAsync("list of 50", address, "/desk/tickets", 50, visits, ListAsync(desk)),
            await LineAsync("ticket of 200 messages", address, $"/desk/tickets/{number}", 100, visits, TicketAsync(desk, number)),
        ];
    }

    private async Task<Result> LineAsync(string what, Uri address, string path, int goal, int visits, Task<Func<Task>> reading)
    {
        var read = await reading;
        // Compiled, cached.
        await PageOpener.TimeAsync(address, path, Elsewhere, Math.Min(visits, 15), BenchTickets.Credentials);
        var rows = new List<double>();
        for (var i = 0; i < visits; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            await read();
            rows.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        var page = (await PageOpener.TimeAsync(address, path, Elsewhere, visits, BenchTickets.Credentials)).Order().ToList();
        var (ours, theirs) = (Rounds.Median([.. page]), Rounds.Median([.. rows]));
        var p95 = page[page.Count * 95 / 100];
        return new Result(
            $"{Name}, {what}", ours, "ms", theirs, "reading the same rows by their keys", theirs / ours,
            string.Create(CultureInfo.InvariantCulture, $"p95 {p95:F1} ms, goal {goal}; {page[0]:F1}–{page[^1]:F1}"), page[0], Machine.Describe());
    }

    private static async Task<Func<Task>> ListAsync(BenchDesk desk)
    {
        var ids = await desk.DataAsync(db => db.Tickets.OrderByDescending(ticket => ticket.ChangedAt).Take(Rows).Select(ticket => ticket.Id).ToListAsync());
        return () => desk.DataAsync(db => db.Tickets.AsNoTracking().Where(ticket => ids.Contains(ticket.Id)).ToListAsync());
    }

    private static async Task<Func<Task>> TicketAsync(BenchDesk desk, long number)
    {
        var ids = await desk.DataAsync(db => db.Messages
            .Where(message => db.Tickets.Any(ticket => ticket.Id == message.TicketId && ticket.Number == number)).Select(message => message.Id).ToListAsync());
        return () => desk.DataAsync(db => db.Messages.AsNoTracking().Where(message => ids.Contains(message.Id)).ToListAsync());
    }
}
