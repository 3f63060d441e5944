using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Benchmarks.Email;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Accounts;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Benchmarks.Shell;

/// <summary>
/// Many people look at a ticket and do nothing: what does each page hold on to after a collection, beside an empty page of the component
/// library? The pages are opened by a process of its own, so that only the server's memory is counted.
/// </summary>
internal sealed class Circuits : Scenario
{
    private const double Megabyte = 1 << 20;
    private const int Messages = 10;
    private const string Email = "bench@shop.example";
    private const string Password = "a long phrase for the bench";

    public override string Name => "circuits";

    public override IEnumerable<Result> Run(bool quick) => MeasureAsync(quick ? 20 : 500).GetAwaiter().GetResult();

    private async Task<IReadOnlyList<Result>> MeasureAsync(int pages)
    {
        var empty = await MeasureEmptyAsync(pages);
        var (ticket, queue) = await MeasureDeskAsync(pages);
        return
        [
            Line("ticket", ticket, empty, pages),
            Line("queue", queue, empty, pages),
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

    private static async Task<(double Ticket, double Queue)> MeasureDeskAsync(int pages)
    {
        await using var desk = await BenchDesk.StartAsync();
        var address = await desk.ServeAsync();
        var number = await FillAsync(desk);
        var credentials = $"{Email}\n{Password}";
        var (ticket, queue) = ($"/desk/tickets/{number}", "/desk/tickets");
        await using (await PageOpener.OpenAsync(address, ticket, pages: 2, credentials))
        await using (await PageOpener.OpenAsync(address, queue, pages: 2, credentials))
        {
            // Compiled, cached.
        }

        return (await GrowthAsync(address, ticket, pages, credentials), await GrowthAsync(address, queue, pages, credentials));
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

    private static async Task<long> FillAsync(BenchDesk desk)
    {
        var link = desk.Services.GetRequiredService<SetupLink>();
        var user = (await desk.UseAsync<CreateFirstAdmin, Result<DeskUser>>(create => create.RunAsync(
            new CreateFirstAdmin.Input(link.Secret, "Анна", Email, Password, "Лавка «Тмин»", "lavka-tmin"), default))).Value;
        var actor = new Actor(user.Id, user.DisplayName, user.Email, DeskRole.Admin, user.ShopId);
        var opened = await desk.UseAsync<OpenTicket, Result<OpenedTicket>>(open => open.RunAsync(
            new NewTicket
            {
                Kind = TicketKind.Merchant,
                CaseType = "notification-missing",
                Title = "Уведомление не приходит",
                Impact = Impact.OrdersStuck,
                ShopId = user.ShopId,
                RequesterUserId = user.Id,
                RequesterName = user.DisplayName,
                RequesterEmail = user.Email!,
                Payment = new PaymentFacts { InvoiceId = "12345", Amount = 2480m, Method = PaymentMethod.Card },
                Text = "Заказы не отмечаются оплаченными.",
            },
            actor, default));
        var text = string.Concat(Enumerable.Repeat("Проверили, ждём. ", 40));
        for (var i = 0; i < Messages; i++)
            await desk.UseAsync<PostReply, Result<Guid>>(reply => reply.RunAsync(
                new PostReply.Input(opened.Value.Id, Party.Requester, $"Ответ {i}. {text}", [], After: null), actor, default));
        return opened.Value.Number;
    }
}
