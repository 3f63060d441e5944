using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using SupportDesk.Features.NewCase.Wizard;
using SupportDesk.Tests.Features.NewCase.Drafts;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.NewCase.Wizard;

public sealed class WizardTests : BunitContext, IAsyncLifetime
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);
    private readonly SignedIn person = new();
    private DeskFixture desk = null!;
    private AsyncServiceScope scope;
    private Guid draft;

    // Here and not in InitializeAsync: a culture set in an asynchronous method does not outlive it.
    public WizardTests() => CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ru");

    [Fact]
    public void Facts_ImpossibleInvoice_IsSaidBesideTheFieldAndTiedToIt()
    {
        var page = Facts();
        Type(page, "invoice", "12a");
        page.WaitForAssertion(
            () => Assert.Contains("Номер счёта состоит из цифр", page.Find("#item-invoice-check").TextContent, StringComparison.Ordinal),
            Timeout
        );
        var field = page.Find("#item-invoice");
        Assert.Equal("true", field.GetAttribute("aria-invalid"));
        Assert.Contains("item-invoice-check", field.GetAttribute("aria-describedby"), StringComparison.Ordinal);
        Assert.Equal("polite", page.Find("#item-invoice-check").GetAttribute("aria-live"));
    }

    [Fact]
    public void Facts_Typing_IsSavedAndToldWithTheTime()
    {
        var page = Facts();
        Type(page, "result-url", "https://tmin.example.ru/pay/result");
        page.WaitForAssertion(() => Assert.Contains("tmin.example.ru", Stored(), StringComparison.Ordinal), Timeout);
        page.WaitForAssertion(() => Assert.Contains("Черновик сохранён в 12:00:00 МСК", Normal(page.Find(".head")), StringComparison.Ordinal), Timeout);
        page.WaitForAssertion(() => Assert.Contains("Записан верно", page.Find("#item-result-url-check").TextContent, StringComparison.Ordinal), Timeout);
    }

    [Fact]
    public async Task Facts_Typing_RendersTheRowAndNeitherThePageNorTheOtherRows()
    {
        var page = Facts();
        var editor = page.Instance.Editor;
        page.WaitForState(() => editor.CaseType!.Items.All(item => !editor.IsRunning(item.Key)), Timeout);
        await page.InvokeAsync(() => { });
        var rows = page.FindComponents<ChecklistField>();
        var before = rows.Select(row => row.RenderCount).ToList();
        var own = rows.ToList().FindIndex(row => row.Instance.Row.Main.Key == "expected");
        Type(page, "happened", "Вышло");
        Type(page, "happened", "Вышло: денег нет");
        page.WaitForAssertion(() => Assert.Contains("денег нет", Stored(), StringComparison.Ordinal), Timeout);
        page.WaitForAssertion(() => Assert.Contains("Черновик сохранён", Normal(page.Find(".head")), StringComparison.Ordinal), Timeout);
        Assert.True(rows[own].RenderCount > before[own]);
        // The page would draw them all.
        Assert.All(Enumerable.Range(0, rows.Count).Where(i => i != own), i => Assert.Equal(before[i], rows[i].RenderCount));
    }

    [Fact]
    public void Facts_CheckFindsTheReason_SaysItAcrossThePage()
    {
        var page = Facts();
        Type(page, "invoice", "777");
        Type(page, "body", "OutSum=100&InvId=12345&SignatureValue=0123456789abcdef0123456789abcdef");
        page.WaitForElement(".cause", Timeout);
        Assert.Equal("Причина найдена", page.Find(".cause").GetAttribute("aria-label"));
        Assert.NotEmpty(page.Find(".cause h2").TextContent);
        Type(page, "invoice", "12a");
        page.WaitForAssertion(() => Assert.Equal("true", page.Find("#item-invoice").GetAttribute("aria-invalid")), Timeout);
        Assert.Empty(page.FindAll("#item-invoice-check ~ .cause"));
    }

    [Fact]
    public async Task Facts_WordThatDependsOnToday_IsStoredAsADate()
    {
        var page = Facts();
        Type(page, "paid-at", "вчера 9:40");
        await page.Find("#item-paid-at").BlurAsync(new());
        page.WaitForAssertion(() => Assert.Contains("21.11.2026 09:40", Stored(), StringComparison.Ordinal), Timeout);
        Assert.Equal("суббота, 21 ноября, 09:40 МСК", Normal(page.Find("#item-paid-at-said")));
    }

    [Fact]
    public async Task Facts_LeftBeforeTheSecondIsOver_SavesWhatWasTyped()
    {
        var page = Facts();
        Type(page, "invoice", "777");
        await DisposeComponentsAsync();
        Assert.Contains("777", Stored(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_CannotBeSaved_StaysOpenAndTriesAgain()
    {
        var page = Facts();
        await SpoilAsync();
        Type(page, "invoice", "777");
        await page.Find(".dock .mud-button-filled").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Пока не сохранено.", page.Find(".head").TextContent, StringComparison.Ordinal), Timeout);
        Assert.EndsWith($"/desk/new/{draft}", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        await MendAsync();
        page.WaitForAssertion(() => Assert.Contains("777", Stored(), StringComparison.Ordinal), Timeout);
    }

    [Fact]
    public void Facts_CardNumberTyped_IsReplacedOnTheScreenToo()
    {
        var page = Facts();
        Type(page, "happened", "Платили картой 4111 1111 1111 1111");
        page.WaitForAssertion(() => Assert.DoesNotContain("4111 1111", page.Find("#item-happened").GetAttribute("value"), StringComparison.Ordinal), Timeout);
        Assert.Contains("В ответе был секрет", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Dock_AnswersArrive_CountsAndNamesWhatIsLeft()
    {
        var page = Facts();
        Assert.Contains("1 из 12", page.Find(".dock").TextContent, StringComparison.Ordinal);
        Assert.Equal($"/desk/new/{draft}#item-result-url", page.Find(".dock a").GetAttribute("href"));
        Type(page, "result-url", "https://tmin.example.ru/pay/result");
        page.WaitForAssertion(() => Assert.Contains("2 из 12", page.Find(".dock").TextContent, StringComparison.Ordinal), Timeout);
        Assert.Equal($"/desk/new/{draft}#item-invoice", page.Find(".dock a").GetAttribute("href"));
        Assert.Equal("2", page.Find(".dock [role=meter]").GetAttribute("aria-valuenow"));
        Assert.Equal(2, page.FindAll(".dock .meter .on").Count);
    }

    [Fact]
    public void Priority_ImpactAndSpread_ShowTheRowOfTheTable()
    {
        var page = Facts();
        Assert.Contains("Приоритет станет известен", page.Find("#item-impact-check").TextContent, StringComparison.Ordinal);
        page.Find("input[name=item-spread][value=All]").Change("All");
        page.WaitForAssertion(() => Assert.Contains("Приоритет P1", page.Find("#item-impact-check").TextContent, StringComparison.Ordinal), Timeout);
        Assert.Equal("P1", page.Find("#item-impact-check td[aria-current]").TextContent);
    }

    [Fact]
    public void Email_RequiredIsMissing_WaitsForAReason()
    {
        var page = Render<CaseEmail>(parameters => parameters.Add(p => p.DraftId, draft));
        page.WaitForElement("#reason", Timeout);
        Assert.True(page.Find(".dock .mud-button-filled").HasAttribute("disabled"));
        page.Find("#reason").Input("Заказы стоят с утра");
        page.WaitForAssertion(() => Assert.False(page.Find(".dock .mud-button-filled").HasAttribute("disabled")), Timeout);
        page.WaitForAssertion(() => Assert.Equal("Заказы стоят с утра", desk.ReadAsync(db => db.Drafts.SingleAsync()).Result.OverrideReason), Timeout);
    }

    [Fact]
    public async Task Email_CannotBeSaved_IsNotSentAndTriesAgain()
    {
        var page = Render<CaseEmail>(parameters => parameters.Add(p => p.DraftId, draft));
        page.WaitForElement("#reason", Timeout);
        await SpoilAsync();
        page.Find("#reason").Input("Заказы стоят с утра");
        await page.Find(".dock .mud-button-filled").ClickAsync(new());
        Assert.Contains("Письмо пока не сохранено.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await desk.ReadAsync(db => db.Tickets.CountAsync()));
        await MendAsync();
        page.WaitForAssertion(() => Assert.Equal("Заказы стоят с утра", desk.ReadAsync(db => db.Drafts.SingleAsync()).Result.OverrideReason), Timeout);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[role=alert]")), Timeout);
    }

    [Fact]
    public async Task Email_EditingBegins_KeepsWhatIsTypedMeanwhile()
    {
        var navigation = Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo($"/desk/new/{draft}/letter?edit=true");
        var page = Render<CaseEmail>(parameters => parameters.Add(p => p.DraftId, draft));
        page.WaitForElement("#body", Timeout).Input("Пишем сами.");
        page.Render(parameters => parameters.Add(p => p.DraftId, draft));
        await page.Find("#body").ChangeAsync(new());
        Assert.Equal("Пишем сами.", (await desk.ReadAsync(db => db.Drafts.SingleAsync())).Email);
    }

    [Fact]
    public void Email_VagueTitle_GivesWayToTheFacts()
    {
        var page = Render<CaseEmail>(parameters => parameters.Add(p => p.DraftId, draft));
        page.WaitForElement("#subject", Timeout).Change("помогите срочно");
        page.WaitForAssertion(() => Assert.Equal("Уведомление не приходит на ResultURL", page.Find("#subject").GetAttribute("value")), Timeout);
        Assert.Contains("Вместо «помогите срочно»", page.Find("#subject-note").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void T52_Facts_ForeignDraft_ShowsNothingOfIt()
    {
        person.Actor = desk.Stranger;
        var page = Render<ChecklistStep>(parameters => parameters.Add(p => p.DraftId, draft));
        page.WaitForAssertion(() => Assert.Contains("Черновика нет", page.Markup, StringComparison.Ordinal), Timeout);
        Assert.Empty(page.FindAll("input, textarea"));
    }

    public async Task InitializeAsync()
    {
        desk = await DeskFixture.StartAsync(services => services.AddScoped<AuthenticationStateProvider>(_ => person));
        person.Actor = desk.Merchant;
        draft = await DraftTests.StartAsync(desk);
        scope = desk.Services.CreateAsyncScope();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization();
        Services.AddMudServices();
        Services.AddFallbackServiceProvider(scope.ServiceProvider);
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        // Services of the library can only be disposed of asynchronously.
        await DisposeAsync();
        await scope.DisposeAsync();
        await desk.DisposeAsync();
    }

    private IRenderedComponent<ChecklistStep> Facts()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/desk/new/{draft}");
        var page = Render<ChecklistStep>(parameters => parameters.Add(p => p.DraftId, draft));
        page.WaitForElement("#item-invoice", Timeout);
        return page;
    }

    private static void Type(IRenderedComponent<ChecklistStep> page, string key, string text) => page.Find("#item-" + key).Input(text);

    private Task<int> SpoilAsync() => desk.ReadAsync(db => db.Database.ExecuteSqlRawAsync(
        "CREATE TRIGGER Spoil BEFORE UPDATE ON Drafts BEGIN SELECT RAISE(FAIL, 'The disk says no.'); END;"));

    private Task<int> MendAsync() => desk.ReadAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER Spoil;"));

    private string Stored() => desk.ReadAsync(db => db.Drafts.SingleAsync()).Result.Answers;

    private static string Normal(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
