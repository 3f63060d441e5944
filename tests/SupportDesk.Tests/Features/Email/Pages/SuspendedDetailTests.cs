using System.Globalization;
using System.Security.Claims;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using SupportDesk.Features.Email.Pages;
using SupportDesk.Features.Email.Reading;
using SupportDesk.Features.Tickets;
using SupportDesk.Features.Tickets.Pages;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Email.Pages;

public sealed class SuspendedDetailTests
{
    [Fact]
    public async Task Email_ThatWasNotReadWhole_SaysSoHereAndInTheTicket()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ru");
        await using var mail = await MailFixture.StartAsync();
        mail.Drop("From: a@x.example\nMessage-ID: <1@x.example>\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nначало письма");
        await mail.ReceiveAsync();
        await using var scope = mail.Desk.Services.CreateAsyncScope();
        await using var context = Context(mail, scope.ServiceProvider);

        var page = context.Render<SuspendedDetail>(parameters => parameters.Add(p => p.Id, mail.SuspendedAsync().GetAwaiter().GetResult()[0].Id));
        page.WaitForState(() => page.FindAll("article").Count == 1);
        Assert.Contains("У письма нет конца", page.Find(".note").TextContent, StringComparison.Ordinal);
        page.Find("#number").Change($"SD-{mail.Number}");
        await page.Find("form").SubmitAsync();
        page.WaitForState(() => page.FindAll("form").Count == 0);

        var message = await mail.Desk.ReadAsync(db => db.Messages.SingleAsync(one => one.Missing != null));
        var item = context.Render<MessageItem>(parameters => parameters.Add(p => p.Item, new MessageView(message, [])).Add(p => p.To, ""));
        Assert.Contains("начало письма", item.Markup, StringComparison.Ordinal);
        Assert.Contains("У письма нет конца", item.Find(".note").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task Losses_EachOfThem_HasWords(string culture)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        await using var desk = await DeskFixture.StartAsync();
        await desk.UseAsync<TicketLabels, bool>(words =>
        {
            Assert.All(LostParts.Losses, loss => Assert.NotEqual("Missing" + loss, words["Missing" + loss]));
            return Task.FromResult(true);
        });
    }

    private static BunitContext Context(MailFixture mail, IServiceProvider services)
    {
        var context = new BunitContext();
        context.AddAuthorization().SetAuthorized(mail.Desk.Agent.Name).SetClaims(
            new Claim(ClaimTypes.NameIdentifier, mail.Desk.Agent.UserId.ToString()!), new Claim(ClaimTypes.Role, nameof(DeskRole.Agent)));
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddMudServices();
        context.Services.AddScoped<CurrentActor>();
        context.Services.AddFallbackServiceProvider(services);
        return context;
    }

    [Theory]
    [InlineData("ru", "похож на официальный домен", "Приложить к обращению")]
    [InlineData("en", "looks like an official domain", "Add to the ticket")]
    public async Task T15_Email_ShowsWhoReallyWritesAndJoinsATicket(string culture, string warning, string button)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        await using var mail = await MailFixture.StartAsync();
        await mail.NameProviderAsync("1");
        mail.Drop("From: \"help@rk.example.ru\" <x@rk-example.ru>\nSubject: Card 4111 1111 1111 1111\nMessage-ID: <1@x.example>\n\nCard 4111 1111 1111 1111");
        await mail.ReceiveAsync();
        await using var scope = mail.Desk.Services.CreateAsyncScope();
        await using var context = Context(mail, scope.ServiceProvider);

        var page = context.Render<SuspendedDetail>(parameters => parameters.Add(p => p.Id, mail.SuspendedAsync().GetAwaiter().GetResult()[0].Id));
        page.WaitForState(() => page.FindAll("article").Count == 1);
        Assert.Equal("x@rk-example.ru", page.Find(".address").TextContent);
        Assert.Contains(warning, page.Find(".marks").TextContent, StringComparison.Ordinal);
        Assert.Contains("··1111", page.Find(".body .masked").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("_", page.Find("article").TextContent, StringComparison.Ordinal);

        page.Find("#number").Change($"SD-{mail.Number}");
        Assert.Equal(button, page.Find("form button[type=submit]").TextContent.Trim());
        await page.Find("form").SubmitAsync();
        page.WaitForState(() => page.FindAll("form").Count == 0);
        Assert.Equal($"/desk/tickets/{mail.Number}", page.Find("footer a").GetAttribute("href"));
    }
}
