using System.Globalization;
using System.Security.Claims;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Features.Mailroom.Pages;
using SupportDesk.Kernel;

namespace SupportDesk.Tests.Features.Mailroom.Pages;

public sealed class HeldDetailTests
{
    [Theory]
    [InlineData("ru", "похож на официальный домен", "Приложить к обращению")]
    [InlineData("en", "looks like an official domain", "Add to the ticket")]
    public async Task T15_Letter_ShowsWhoReallyWritesAndJoinsATicket(string culture, string warning, string button)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        await using var mail = await MailDesk.StartAsync();
        await mail.NameProviderAsync("1");
        mail.Drop("From: \"help@rk.example.ru\" <x@rk-example.ru>\nSubject: Card 4111 1111 1111 1111\nMessage-ID: <1@x.example>\n\nCard 4111 1111 1111 1111");
        await mail.ReceiveAsync();
        await using var scope = mail.Desk.Services.CreateAsyncScope();
        await using var context = new BunitContext();
        context.AddAuthorization().SetAuthorized(mail.Desk.Agent.Name).SetClaims(
            new Claim(ClaimTypes.NameIdentifier, mail.Desk.Agent.UserId.ToString()!), new Claim(ClaimTypes.Role, nameof(DeskRole.Agent)));
        context.Services.AddScoped<CurrentActor>();
        context.Services.AddFallbackServiceProvider(scope.ServiceProvider);

        var page = context.Render<HeldDetail>(parameters => parameters.Add(p => p.Id, mail.HeldAsync().GetAwaiter().GetResult()[0].Id));
        page.WaitForState(() => page.FindAll("article").Count == 1);
        Assert.Equal("x@rk-example.ru", page.Find(".address").TextContent);
        Assert.Contains(warning, page.Find(".marks").TextContent, StringComparison.Ordinal);
        Assert.Contains("··1111", page.Find(".body .masked").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("_", page.Find("article").TextContent, StringComparison.Ordinal);

        page.Find("#number").Change($"SD-{mail.Number}");
        Assert.Equal(button, page.Find(".btn-main").TextContent);
        await page.Find("form").SubmitAsync();
        page.WaitForState(() => page.FindAll("form").Count == 0);
        Assert.Equal($"/desk/tickets/{mail.Number}", page.Find("footer a").GetAttribute("href"));
    }
}
