using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Benchmarks.Email;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Accounts;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Benchmarks.Shell;

/// <summary>Who looks at the pages, and a ticket for them to look at.</summary>
internal static class BenchTickets
{
    private const string Email = "bench@shop.example";
    private const string Password = "a long phrase for the bench";

    /// <summary>How the administrator signs in.</summary>
    public const string Credentials = $"{Email}\n{Password}";

    public static async Task<Actor> AddAdminAsync(BenchDesk desk)
    {
        var link = desk.Services.GetRequiredService<SetupLink>();
        var made = await desk.UseAsync<CreateFirstAdmin, Result<DeskUser>>(create => create.RunAsync(
            new CreateFirstAdmin.Input(link.Secret, "Анна", Email, Password, "Лавка «Тмин»", "lavka-tmin"), default));
        return new Actor(made.Value.Id, made.Value.DisplayName, made.Value.Email, DeskRole.Admin, made.Value.ShopId);
    }

    /// <summary>A shop's ticket with so many messages.</summary>
    /// <returns>Its number.</returns>
    public static async Task<long> AddTicketAsync(BenchDesk desk, Actor actor, int messages)
    {
        var opened = await desk.UseAsync<OpenTicket, Result<OpenedTicket>>(open => open.RunAsync(
            new NewTicket
            {
                Kind = TicketKind.Merchant,
                CaseType = "notification-missing",
                Title = "Уведомление не приходит",
                Impact = Impact.OrdersStuck,
                ShopId = actor.ShopId,
                RequesterUserId = actor.UserId,
                RequesterName = actor.Name,
                RequesterEmail = Email,
                Payment = new PaymentFacts { InvoiceId = "12345", Amount = 2480m, Method = PaymentMethod.Card },
                Text = "Заказы не отмечаются оплаченными.",
            },
            actor, default));
        var text = string.Concat(Enumerable.Repeat("Проверили, ждём. ", 40));
        for (var i = 1; i < messages; i++)
            await desk.UseAsync<PostReply, Result<Guid>>(reply => reply.RunAsync(
                new PostReply.Input(opened.Value.Id, Party.Requester, $"Ответ {i}. {text}", [], After: null), actor, default));
        return opened.Value.Number;
    }
}
