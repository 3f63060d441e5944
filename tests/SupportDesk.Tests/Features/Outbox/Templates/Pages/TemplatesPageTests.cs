using System.Globalization;
using System.Security.Claims;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Features.Outbox.Templates.Pages;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Outbox.Templates.Pages;

public sealed class TemplatesPageTests : BunitContext, IAsyncLifetime
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);
    private DeskFixture desk = null!;

    // Here and not in InitializeAsync: a culture set in an asynchronous method does not outlive it.
    public TemplatesPageTests() => CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ru");

    public async Task InitializeAsync()
    {
        desk = await DeskFixture.StartAsync();
        this.AddAuthorization()
            .SetAuthorized(desk.Admin.Name)
            .SetClaims(
                new Claim(ClaimTypes.NameIdentifier, desk.Admin.UserId.ToString()!),
                new Claim(ClaimTypes.GivenName, desk.Admin.Name),
                new Claim(ClaimTypes.Role, nameof(DeskRole.Admin))
            );
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddScoped<CurrentActor>();
        Services.AddFallbackServiceProvider(desk.Services.CreateScope().ServiceProvider);
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await desk.DisposeAsync();
    }

    [Fact]
    public async Task Editor_WordsTyped_AreShownAsTheEmailWithFaultsAndSavedOnlyWhenRight()
    {
        var page = Show("closed");
        page.Find("#body").Input("Обращение {{case.numer}} закрыто.");
        Assert.Contains("Может быть, {{case.number}}?", page.Find("#body-err").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("form button[type=submit]").HasAttribute("disabled"));

        page.Find("#body").Input("Обращение {{case.number}} закрыто.\n\n<b>{{case.title}}</b>");
        Assert.Empty(page.FindAll(".err"));
        Assert.Equal("SD-1042", page.Find(".text mark").TextContent);
        // T-35, T-40: what is typed is text, in the preview, too.
        Assert.Contains("<b>Уведомление не приходит", page.Find(".text").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".text b"));

        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Версия 1", page.Find(".history b").TextContent), Timeout);
        Assert.Equal("изменён: ru", page.Find("nav.kinds small").TextContent);

        await page.FindAll("button").Single(button => button.TextContent.Contains("Отменить", StringComparison.Ordinal)).ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Если вопрос вернётся", page.Find("#body").GetAttribute("value"), StringComparison.Ordinal), Timeout);
    }

    [Fact]
    public async Task Editor_AnotherEmailLookedAt_KeepsWhatWasTyped()
    {
        var page = Show("closed");
        page.Find("#body").Input("Закрыто: {{case.number}}");
        page.Render(parameters => parameters.Add(p => p.Key, "resolved"));
        page.WaitForAssertion(() => Assert.Contains("найдено решение", page.Find("#body").GetAttribute("value"), StringComparison.Ordinal), Timeout);
        page.Render(parameters => parameters.Add(p => p.Key, "closed"));
        page.WaitForAssertion(() => Assert.Equal("Закрыто: {{case.number}}", page.Find("#body").GetAttribute("value")), Timeout);
        Assert.True(
            (await desk.UseAsync<ReadTemplates, Result<TemplateView>>(read => read.OneAsync("closed", "ru", desk.Admin, CancellationToken.None)))
                .Value
                .IsBuiltIn
        );
    }

    private IRenderedComponent<TemplatesPage> Show(string kind)
    {
        var page = Render<TemplatesPage>(parameters => parameters.Add(p => p.Key, kind));
        page.WaitForElement("#body", Timeout);
        return page;
    }
}
