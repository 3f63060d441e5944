using System.Globalization;
using System.Security.Claims;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using MudBlazor.Services;
using SupportDesk.Features.Email.Setup;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Email.Setup;

public sealed class MailboxPageTests
{
    [Fact]
    public async Task Page_FieldOfTheConfiguration_IsReadOnlyAndNamesItsSetting()
    {
        await using var desk = await DeskFixture.StartAsync(null, ("Mail:Smtp:Host", "smtp.server.example"), ("Mail:Smtp:Password", "of-the-server"));
        await using var scope = desk.Services.CreateAsyncScope();
        await using var context = Context(desk, scope.ServiceProvider);
        var page = context.Render<MailboxPage>();
        page.WaitForState(() => page.FindAll("form").Count == 1);
        var host = page.Find("#smtp-host");
        Assert.Equal(("smtp.server.example", true, "SmtpHost"), (host.GetAttribute("value"), host.HasAttribute("readonly"), host.GetAttribute("name")));
        Assert.Contains("Задано в настройках сервера: Mail:Smtp:Host", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("of-the-server", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_AddressOfAProvider_FillsTheServersInAndSaysWhichPassword()
    {
        await using var desk = await DeskFixture.StartAsync();
        await using var scope = desk.Services.CreateAsyncScope();
        await using var context = Context(desk, scope.ServiceProvider);
        var page = context.Render<MailboxPage>();
        page.WaitForState(() => page.FindAll("form").Count == 1);
        await page.Find("#address").ChangeAsync("lavka@bk.ru");
        page.WaitForState(() => page.Find("#imap-host").GetAttribute("value") == "imap.mail.ru");
        Assert.Equal(("smtp.mail.ru", "465"), (page.Find("#smtp-host").GetAttribute("value"), page.Find("#smtp-port").GetAttribute("value")));
        Assert.Equal("Пароль приложения", page.Find("label[for=imap-password]").TextContent);
        // Nothing tells the page what is typed there.
        Assert.DoesNotContain(page.Find("#imap-password").Attributes, one => one.Name.StartsWith("blazor:on", StringComparison.Ordinal) || one.Name == "value");
    }

    [Fact]
    public async Task Page_AnswerAboutTheAddressOfBefore_IsDropped()
    {
        var records = new SlowRecords();
        await using var desk = await DeskFixture.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<IMailServerRecords>(records)));
        await using var scope = desk.Services.CreateAsyncScope();
        await using var context = Context(desk, scope.ServiceProvider);
        var page = context.Render<MailboxPage>();
        page.WaitForState(() => page.FindAll("form").Count == 1);
        var older = page.Find("#address").ChangeAsync("desk@slow.example");
        await page.Find("#address").ChangeAsync("desk@quick.example");
        records.Slow.SetResult([new(0, 0, 993, "imap.slow.example")]);
        await older;
        Assert.Equal(("desk@quick.example", ""), (page.Find("#address").GetAttribute("value"), page.Find("#imap-host").GetAttribute("value") ?? ""));
        Assert.DoesNotContain("slow.example", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_SignInByTokens_AsksForNoPassword()
    {
        await using var desk = await DeskFixture.StartAsync(
            null, ("Mail:OAuth:TokenEndpoint", "https://login.example/token"), ("Mail:OAuth:ClientId", "desk"), ("Mail:OAuth:ClientSecret", "of-the-server"));
        await using var scope = desk.Services.CreateAsyncScope();
        await using var context = Context(desk, scope.ServiceProvider);
        var page = context.Render<MailboxPage>();
        page.WaitForState(() => page.FindAll("form").Count == 1);
        Assert.Empty(page.FindAll("[type=password]"));
        Assert.Contains("Пароли не нужны", page.Markup, StringComparison.Ordinal);
    }

    /// <summary>Answers about one domain when the test wants it to; no other has any servers.</summary>
    private sealed class SlowRecords : IMailServerRecords
    {
        public TaskCompletionSource<IReadOnlyList<ServerRecord>?> Slow { get; } = new();

        public Task<IReadOnlyList<ServerRecord>?> FindServersAsync(string service, string domain, CancellationToken ct) =>
            (service, domain) == ("_imaps._tcp", "slow.example") ? Slow.Task : Task.FromResult<IReadOnlyList<ServerRecord>?>([]);

        public Task<IReadOnlyList<string>?> FindExchangersAsync(string domain, CancellationToken ct) => Task.FromResult<IReadOnlyList<string>?>([]);
    }

    private static BunitContext Context(DeskFixture desk, IServiceProvider services)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ru");
        var context = new BunitContext { JSInterop = { Mode = JSRuntimeMode.Loose } };
        context.AddAuthorization().SetAuthorized(desk.Admin.Name).SetClaims(
            new Claim(ClaimTypes.NameIdentifier, desk.Admin.UserId.ToString()!), new Claim(ClaimTypes.Role, nameof(DeskRole.Admin)));
        context.Services.AddScoped<CurrentActor>();
        context.Services.AddMudServices();
        context.Services.AddFallbackServiceProvider(services);
        context.Render<MudPopoverProvider>();
        return context;
    }
}
