using System.Globalization;
using SupportDesk.Benchmarks.Email;

namespace SupportDesk.Benchmarks.Shell;

/// <summary>
/// Many people look at a ticket and do nothing: what does each page hold on to after a collection, beside an empty page of the component
/// library? The pages are opened by a process of its own, so that only the server's memory is counted.
/// </summary>
internal sealed class Circuits : Scenario
{
    private const double Megabyte = 1 << 20;
    private const int Messages = 10;

    public override string Name => "circuits";

    public override IEnumerable<Result> Run(bool quick) => MeasureAsync(quick ? 20 : 500).GetAwaiter().GetResult();

    private async Task<IReadOnlyList<Result>> MeasureAsync(int pages)
    {
        var empty = await MeasureEmptyAsync(pages);
        return
        [
            Line("ticket", await MeasureDeskAsync(number => $"/desk/tickets/{number}", pages), empty, pages),
            Line("queue", await MeasureDeskAsync(_ => "/desk/tickets", pages), empty, pages),
        ];
    }

    private Result Line(string page, double ours, double empty, int pages) => new(
        $"{Name}, {page}", ours / Megabyte, "MB of heap a page", empty / Megabyte, "an empty page of MudBlazor", empty / ours,
        string.Create(CultureInfo.InvariantCulture, $"{ours / empty:F2} times the empty page, {pages} open"), null, Machine.Describe());

    private static async Task<double> MeasureEmptyAsync(int pages)
    {
        await using var app = await EmptyMudApp.StartAsync();
        await using var warm = await PageOpener.OpenAsync(app.Address, "/", pages: 1, credentials: null);
        return await GrowthAsync(app.Address, "/", pages, credentials: null);
    }

    // A desk for each kind of page: it holds on to the pages of people who left, for they may come back.
    private static async Task<double> MeasureDeskAsync(Func<long, string> path, int pages)
    {
        await using var desk = await BenchDesk.StartAsync();
        var address = await desk.ServeAsync();
        var at = path(await BenchTickets.AddTicketAsync(desk, await BenchTickets.AddAdminAsync(desk), Messages));
        // Compiled, cached.
        await using var warm = await PageOpener.OpenAsync(address, at, pages: 2, BenchTickets.Credentials);
        return await GrowthAsync(address, at, pages, BenchTickets.Credentials);
    }

    private static async Task<double> GrowthAsync(Uri address, string path, int pages, string? credentials)
    {
        var before = Held();
        await using var opener = await PageOpener.OpenAsync(address, path, pages, credentials);
        return (double)(Held() - before) / pages;
    }

    private static long Held()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
