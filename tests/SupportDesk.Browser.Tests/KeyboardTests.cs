using Microsoft.Playwright;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Cards;
using SupportDesk.Browser.Tests.Email;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests;

/// <summary>
/// The main job and triage by people who have no mouse. Everything is reached by Tab, and wherever Tab stops it is seen:
/// the focus shows and nothing covers it.
/// </summary>
[Collection(InChrome.Pictures)]
public sealed class KeyboardTests(Chrome chrome)
{
    private const string Answer = "Видим списание, ищем уведомление об оплате.";

    [BrowserFact]
    public async Task Case_FromSignInToSent_NeedsNoMouse()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using (var admin = await chrome.OpenAsync(desk))
        {
            await admin.SetUpAsync();
            await admin.EnterProviderAsync("help@pay.example");
        }

        using var folder = new TestFolder("log");
        var log = folder.FileOf("access.log");
        CardLog.Write(log, 256 << 10, 2);
        await using var window = await chrome.OpenAsync(desk);
        var page = window.Page;

        await window.GoAsync("/sign-in");
        await Expect(Field("Почта")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(People.AdminEmail);
        await window.TypeAsync(page.GetByLabel("Пароль"), People.Password);
        await window.PressAsync("Enter");
        await window.AtAsync("/desk");
        await window.ShownAsync();
        await window.EnterAsync(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Новое обращение" }));
        await window.EnterAsync(page.GetByRole(AriaRole.Button, new() { Name = "Уведомление не приходит" }));

        await window.TypeAsync(Field("ResultURL"), "https://tmin.example.ru/robokassa/result");
        await window.TypeAsync(Field("Номер счёта, InvoiceID"), ShopTraffic.Invoice);
        await window.TypeAsync(Field("Сумма и способ"), "1490,00");
        await window.ChooseByKeyAsync("Способ оплаты", "Карта");
        await window.TypeAsync(Field("Когда оплатили"), "вчера 14:03");
        await window.TabToAsync(page.Locator("#item-log input[type=file]"));
        var chooser = await page.RunAndWaitForFileChooserAsync(() => window.PressAsync("Enter"));
        await chooser.SetFilesAsync(log);
        await Expect(page.Locator("#item-log .file .pill")).ToBeVisibleAsync();
        await window.TypeAsync(Field("С какого времени и у кого"), "вчера 12:00");
        await window.ChooseByKeyAsync("У кого", "У части");
        await window.ChooseByKeyAsync("Что из-за этого стоит", "Деньги идут, заказы стоят");
        await window.TypeAsync(Field("Что ожидали и что вышло"), "Ждали: заказ станет «Оплачен»");
        await window.TypeAsync(Field("Что вышло"), "Вышло: деньги списаны, уведомления нет");
        await window.EnterAsync(page.GetByRole(AriaRole.Button, new() { Name = "Показать письмо" }));

        var send = page.GetByRole(AriaRole.Button, new() { Name = "Отправить в Robokassa" });
        await Expect(send).ToBeEnabledAsync();
        await window.EnterAsync(send);
        await window.AtAsync("/desk/new/sent/.+");
        await window.EnterAsync(page.GetByRole(AriaRole.Link, new() { Name = "Открыть обращение" }));
        await Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Robokassa" })).ToBeVisibleAsync();
        Assert.True(window.Troubles.Count == 0, string.Join("\n", window.Troubles));

        ILocator Field(string label) => page.GetByRole(AriaRole.Textbox, new() { Name = label, Exact = true });
    }

    [BrowserFact]
    public async Task Triage_FromTheListToClosed_NeedsNoMouseAndKeepsTheFocus()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        var emails = new DroppedEmails(desk);
        foreach (var number in new[] { 81, 82, 83 })
            await emails.DropAsync($"From: Anna <anna{number}@buyer.example>\nSubject: Заказ {number} не оплачен\n", $"Заказ {number} не оплачен.");
        await emails.TakenAsync(3);
        var page = window.Page;
        var palette = page.GetByRole(AriaRole.Combobox, new() { Name = "Поиск и команды" });

        // The palette leads to the list.
        await OpenPaletteAsync();
        var places = page.GetByRole(AriaRole.Option);
        await Expect(places.Filter(new() { HasText = "Обращения" })).ToHaveCountAsync(1);
        foreach (var _ in (await places.AllInnerTextsAsync()).TakeWhile(place => !place.StartsWith("Обращения", StringComparison.Ordinal)))
            await window.PressAsync("ArrowDown");
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "Обращения", Selected = true })).ToBeVisibleAsync();
        await window.PressAsync("Enter");
        await window.AtAsync("/desk/tickets");
        var rows = page.Locator("a[data-row]");
        await Expect(rows).ToHaveCountAsync(3);

        // Two rows are picked and given to the person; the focus stays in the list.
        await Wait.UntilAsync(
            async () =>
            {
                await window.PressAsync("j");
                return await page.Locator("a[data-row]:focus").CountAsync() > 0;
            },
            () => "J stands on no row.");
        await Expect(rows.Nth(0)).ToBeFocusedAsync();
        await window.PressAsync("x");
        await window.PressAsync("j");
        await window.PressAsync("x");
        var bulk = page.GetByRole(AriaRole.Group, new() { Name = "Действия с выбранными" });
        await Expect(bulk).ToContainTextAsync("Выбрано 2");
        await window.PressAsync("k");
        await Expect(rows.Nth(0)).ToBeFocusedAsync();
        var second = await rows.Nth(1).InnerTextAsync();
        await window.TakeFromMenuAsync(bulk.GetByRole(AriaRole.Button, new() { Name = "Назначить" }), "Себе");
        await Expect(page.Locator("tr", new() { HasText = second })).ToContainTextAsync("Олег Рябинин");
        await Expect(page.GetByRole(AriaRole.Menuitem)).ToHaveCountAsync(0);
        await ExpectFocusIsKeptAsync("the bulk menu");
        await window.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Фильтры" })).ToBeVisibleAsync();

        // Escape leads out of a filter and of the palette, back to where they were opened.
        var filter = page.GetByRole(AriaRole.Button, new() { Name = "Статус: Все открытые" });
        await window.EnterAsync(filter);
        await Expect(page.Locator("[role=menuitem]:focus")).ToHaveCountAsync(1);
        await window.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Menuitem)).ToHaveCountAsync(0);
        await Expect(filter).ToBeFocusedAsync();
        await window.TabToAsync(rows.Nth(0));
        await OpenPaletteAsync();
        await window.PressAsync("Escape");
        await Expect(palette).ToHaveCountAsync(0);
        await Expect(rows.Nth(0)).ToBeFocusedAsync();

        // The ticket is answered, corrected and closed where it stands.
        var title = await rows.Nth(0).InnerTextAsync();
        await window.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = title })).ToBeVisibleAsync();
        await ExpectFocusIsKeptAsync("the way to the ticket");
        await window.TypeAsync(page.GetByRole(AriaRole.Textbox, new() { Name = "Ответ покупателю" }), Answer);
        await window.PressAsync("Control+Enter");
        await Expect(page.Locator(".msg").Last).ToContainTextAsync(Answer);
        await ExpectFocusIsKeptAsync("the answer");

        var pencil = page.GetByRole(AriaRole.Button, new() { Name = "Изменить: Название" });
        await window.PressAsync("Shift+Tab");
        await window.EnterAsync(pencil);
        var name = page.GetByRole(AriaRole.Textbox, new() { Name = "Название" });
        await Expect(name).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Списание без уведомления");
        await window.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Списание без уведомления" })).ToBeVisibleAsync();
        await Expect(pencil).ToBeFocusedAsync();

        await window.TakeFromMenuAsync(page.GetByRole(AriaRole.Button, new() { Name = "Другие действия" }), "Закрыть обращение…");
        var sure = page.GetByRole(AriaRole.Button, new() { Name = "Закрыть и сообщить" });
        await Expect(sure).ToBeFocusedAsync();
        await window.PressAsync("Escape");
        await Expect(sure).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Другие действия" })).ToBeFocusedAsync();
        await window.TakeFromMenuAsync(page.GetByRole(AriaRole.Button, new() { Name = "Другие действия" }), "Закрыть обращение…");
        await Expect(sure).ToBeFocusedAsync();
        await window.PressAsync("Enter");
        await Expect(page.Locator(".tk-head .state").First).ToContainTextAsync("Закрыто");
        await ExpectFocusIsKeptAsync("closing");
        Assert.True(window.Troubles.Count == 0, string.Join("\n", window.Troubles));

        async Task OpenPaletteAsync()
        {
            await window.PressAsync("Control+k");
            await Expect(palette).ToBeFocusedAsync();
        }

        // A control that went away would leave the focus on nothing, and the next Tab would begin at the top of the page.
        async Task ExpectFocusIsKeptAsync(string after) => await Wait.UntilAsync(
            async () => await page.EvaluateAsync<bool>("() => document.activeElement !== document.body"), () => $"Nothing has the focus after {after}.", 10);
    }
}
