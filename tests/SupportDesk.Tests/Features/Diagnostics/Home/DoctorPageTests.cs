using System.Globalization;
using System.Security.Claims;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using SupportDesk.Features.Diagnostics.Home;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Diagnostics.Home;

public sealed class DoctorPageTests : IAsyncLifetime
{
    private const string Notification = "OutSum=10.00&InvId=12345&SignatureValue=9A0F3C5D7E1B2A4C6D8E0F1A2B3C4D5E";
    private DeskFixture desk = null!;

    public async Task InitializeAsync() => desk = await DeskFixture.StartAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public Task Open_Notification_GoesToTheSignatureWithTheTextInMemoryOnly() => ShowAsync(desk.Agent, "ru", async (page, services) =>
    {
        page.Find("#paste").Input(Notification);
        Assert.Contains("Похоже на уведомление ResultURL", page.Find("#paste-said").TextContent, StringComparison.Ordinal);
        Assert.Contains("OutSum, InvId, SignatureValue", page.Find("#paste-said").TextContent, StringComparison.Ordinal);
        await page.Find("form").SubmitAsync();
        Assert.Equal("desk/doctor/signature", AddressOf(services));
        var pasted = services.GetRequiredService<PastedText>();
        Assert.Equal((PastedKind.Notification, Notification), pasted.Take("signature"));
        Assert.Null(pasted.Take("signature"));
    });

    [Theory]
    [InlineData("12345", "desk/doctor/status?invoice=12345")]
    [InlineData("ошибка 29", "desk/doctor/status?code=29")]
    [InlineData("https://tmin.example.ru/result?token=secret", "desk/doctor/probe")]
    public Task Open_AnythingElse_GoesToItsTool(string text, string address) => ShowAsync(desk.Agent, "en", async (page, services) =>
    {
        page.Find("#paste").Input(text);
        await page.Find("form").SubmitAsync();
        Assert.Equal(address, AddressOf(services));
    });

    [Fact]
    public Task Open_NothingKnown_StaysAndSaysWhatCanBePasted() => ShowAsync(desk.Agent, "ru", async (page, services) =>
    {
        page.Find("#paste").Input("всё сломалось");
        Assert.Contains("номер счёта (InvoiceID)", page.Find("#paste-said").TextContent, StringComparison.Ordinal);
        await page.Find("form").SubmitAsync();
        Assert.Equal("", AddressOf(services));
        Assert.Contains("Не похоже ни на что знакомое", page.Find("#paste-err").TextContent, StringComparison.Ordinal);
    });

    [Fact]
    public Task Type_CardNumber_IsErasedAtOnce() => ShowAsync(desk.Agent, "ru", (page, _) =>
    {
        page.Find("#paste").Input("4111 1111 1111 1111");
        Assert.Contains("Похоже на номер карты", page.Find("#paste-said").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("4111", page.Markup, StringComparison.Ordinal);
        return Task.CompletedTask;
    });

    [Fact]
    public async Task Tools_LastVerdict_IsThePersonsOwn()
    {
        desk.Services.GetRequiredService<RecentFindings>().Put(desk.Agent, "signature", Severity.Red, "Verdict_Mistake");
        await ShowAsync(desk.Agent, "ru", (page, _) => HasVerdictAsync(page, true));
        await ShowAsync(desk.Admin, "ru", (page, _) => HasVerdictAsync(page, false));

        static Task HasVerdictAsync(IRenderedComponent<DoctorPage> page, bool has)
        {
            page.WaitForElement("a[href='/desk/doctor/signature']");
            var line = page.Find("a[href='/desk/doctor/signature'] .last").TextContent;
            Assert.Equal(has, line.Contains("Не сходится", StringComparison.Ordinal));
            Assert.Equal(has, line.Contains("МСК", StringComparison.Ordinal));
            return Task.CompletedTask;
        }
    }

    private static string AddressOf(IServiceProvider services)
    {
        var navigation = services.GetRequiredService<NavigationManager>();
        return navigation.ToBaseRelativePath(navigation.Uri);
    }

    private async Task ShowAsync(Actor actor, string culture, Func<IRenderedComponent<DoctorPage>, IServiceProvider, Task> act)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        await using var scope = desk.Services.CreateAsyncScope();
        await using var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddMudServices();
        context
            .AddAuthorization()
            .SetAuthorized(actor.Name)
            .SetClaims(new Claim(ClaimTypes.NameIdentifier, actor.UserId.ToString()!), new Claim(ClaimTypes.Role, actor.Role.ToString()!));
        context.Services.AddScoped<CurrentActor>();
        context.Services.AddScoped<PastedText>();
        context.Services.AddFallbackServiceProvider(scope.ServiceProvider);
        await act(context.Render<DoctorPage>(), context.Services);
    }
}
