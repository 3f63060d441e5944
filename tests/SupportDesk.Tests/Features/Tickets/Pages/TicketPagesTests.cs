using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Features.Tickets.Facts;
using SupportDesk.Features.Tickets.Pages;
using SupportDesk.Kernel;
using SupportDesk.Tests.Security;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Tickets.Pages;

public sealed class TicketPagesTests : IAsyncLifetime
{
    private DeskFixture desk = null!;

    public async Task InitializeAsync() => desk = await DeskFixture.StartAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task TicketPage_ProviderAnswered_OpensOnThatSideAndShowsTrustRuleAndBothNumbers()
    {
        var opened = await desk.OpenAsync();
        await desk.AppendAsync(Cases.Answer(opened.Id) with { ProviderNumber = "5521873" });
        await using var page = await ShowAsync<TicketPage>(desk.Agent, b => b.Add(p => p.Number, "SD-1001"));
        page.Component.WaitForElement("textarea");
        Assert.Contains("5521873", page.Text(".crumbs"), StringComparison.Ordinal);
        Assert.StartsWith("Robokassa", page.Text("[role=tab][aria-selected=true]"), StringComparison.Ordinal);
        Assert.Contains("отправитель проверен", page.Text("article:last-of-type"), StringComparison.Ordinal);
        Assert.Contains("ответ на наше письмо", page.Text("article:last-of-type"), StringComparison.Ordinal);
        Assert.Contains("увидит только провайдер", page.Text("#reply-who"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TicketPage_ReplyCannotBeSaved_IsTriedAgain()
    {
        await desk.OpenAsync();
        await using var page = await ShowAsync<TicketPage>(desk.Agent, b => b.Add(p => p.Number, "SD-1001"));
        page.Component.WaitForElement("textarea");
        using var kept = new Kept();
        desk.Services.GetRequiredService<ILoggerFactory>().AddProvider(kept);
        await desk.ReadAsync(db => db.Database.ExecuteSqlRawAsync(
            "CREATE TRIGGER Spoil BEFORE INSERT ON ReplyDrafts BEGIN SELECT RAISE(FAIL, 'The disk says no.'); END;"));
        await page.Component.ActAsync("textarea", one => one.InputAsync("Отправим завтра."));
        await Until.TrueAsync(() => kept.Log.Contains("Failed executing DbCommand", StringComparison.Ordinal), () => "No draft was saved.");
        await desk.ReadAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER Spoil;"));
        await Until.TrueAsync(() => desk.ReadAsync(db => db.ReplyDrafts.AnyAsync(draft => draft.Text == "Отправим завтра.")), () => "It was not tried again.");
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("[платёж](javascript:alert(1)) <a href='data:text/html,<script>1</script>'>тут</a>")]
    [InlineData("java\tscript:alert(1) &#106;avascript:alert(1) vbscript:x https://evil.example/")]
    public async Task T37_TicketPage_AddressesInAEmail_AreDeadText(string typed)
    {
        var opened = await desk.OpenAsync();
        await desk.AppendAsync(Cases.Answer(opened.Id, typed));
        await using var page = await ShowAsync<TicketPage>(desk.Agent, b => b.Add(p => p.Number, "SD-1001"));
        page.Component.WaitForElement("article .text");
        Assert.Contains(typed.Replace('\t', ' '), page.Text("article:last-of-type .text").Replace('\t', ' '), StringComparison.Ordinal);
        Assert.Empty(page.Component.FindAll("article .text a, article .text script"));
    }

    [Fact]
    public async Task T52_TicketPage_Stranger_LooksLikeAMissingOne()
    {
        await desk.OpenAsync();
        await using var foreign = await ShowAsync<TicketPage>(desk.Stranger, b => b.Add(p => p.Number, "1001"));
        await using var missing = await ShowAsync<TicketPage>(desk.Stranger, b => b.Add(p => p.Number, "9999"));
        foreign.Component.WaitForElement(".empty");
        Assert.Equal(missing.Component.Markup, foreign.Component.Markup);
    }

    [Fact]
    public async Task TicketPage_EmailArrivesWhileTyping_ShowsItAndKeepsTheText()
    {
        var opened = await desk.OpenAsync();
        await using var page = await ShowAsync<TicketPage>(desk.Agent, b => b.Add(p => p.Number, "1001"));
        await page.Component.ActAsync("textarea", one => one.InputAsync("Начатый ответ"));
        await desk.AppendAsync(Cases.Answer(opened.Id, "Новость из письма"));
        desk.Services.GetRequiredService<ChangeFeed>().Publish(ChangeKind.Ticket, opened.Id);
        page.Component.WaitForAssertion(() => Assert.Contains("Новость из письма", page.Component.Markup, StringComparison.Ordinal));
        Assert.Equal("Начатый ответ", page.Component.Find("textarea").GetAttribute("value"));
    }

    [Fact]
    public async Task TicketPage_MaskedBody_IsMarkedAndQuoteIsFolded()
    {
        var opened = await desk.OpenAsync();
        await desk.AppendAsync(Cases.Answer(opened.Id, $"Карта {Cases.Card} <b>не тег</b>\n> старое"));
        await using var page = await ShowAsync<TicketPage>(desk.Agent, b => b.Add(p => p.Number, "1001"));
        page.Component.WaitForElement("article");
        Assert.Equal("··1111", page.Text("article:last-of-type .masked"));
        Assert.Equal("> старое", page.Text("article:last-of-type details .text"));
        Assert.Contains("<b>не тег</b>", page.Text("article:last-of-type .body > .text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TicketPage_Close_AsksFirstAndThenTells()
    {
        var opened = await desk.OpenAsync();
        await using var page = await ShowAsync<TicketPage>(desk.Agent, b => b.Add(p => p.Number, "1001"));
        page.Component.WaitForElement(".actions");
        await page.ChooseAsync("Другие действия", "Закрыть обращение…");
        Assert.Equal(TicketStatus.WaitingOnProvider, await StatusAsync(opened.Id));
        await page.Component.PressAsync("Закрыть и сообщить");
        page.Component.WaitForAssertion(() => Assert.Contains("Закрыто", page.Text(".tk-head"), StringComparison.Ordinal));
        Assert.Equal(TicketStatus.Closed, await StatusAsync(opened.Id));
    }

    [Fact]
    public async Task TicketPage_FactInPlace_SavesKeepsTypedTextAndTellsOfAnotherHand()
    {
        var opened = await desk.OpenAsync();
        await using var page = await ShowAsync<TicketPage>(desk.Agent, b => b.Add(p => p.Number, "1001"));
        await page.Component.ActAsync("[data-pencil=fact-Amount]", one => one.ClickAsync(new()));
        var field = page.Component.WaitForElement("#fact-Amount");
        Assert.Equal("2\u00A0480,00", field.GetAttribute("value")!.Replace('\u202F', '\u00A0'));
        field.Change("много");
        await page.Component.ActAsync("[data-edit=fact-Amount]", one => one.SubmitAsync());
        page.Component.WaitForAssertion(() => Assert.Contains("не похоже на сумму", page.Text("#fact-Amount-err"), StringComparison.Ordinal));
        // Another hand, and the news of it: what is typed here stays.
        await EditAsync(opened.Id, FactField.Amount, "1 000", "2480.00 RUB");
        desk.Services.GetRequiredService<ChangeFeed>().Publish(ChangeKind.Ticket, opened.Id);
        page.Component.WaitForAssertion(() => Assert.Contains("→", page.Text(".time"), StringComparison.Ordinal));
        Assert.Equal("много", page.Component.Find("#fact-Amount").GetAttribute("value"));
        await page.Component.ActAsync("#fact-Amount", one => one.ChangeAsync("3 000"));
        await page.Component.ActAsync("[data-edit=fact-Amount]", one => one.SubmitAsync());
        page.Component.WaitForAssertion(() => Assert.Contains(desk.Admin.Name, page.Text("#fact-Amount-err"), StringComparison.Ordinal));
        await page.Component.ActAsync("[data-edit=fact-Amount]", one => one.SubmitAsync());
        page.Component.WaitForAssertion(() => Assert.Empty(page.Component.FindAll("[data-edit]")));
        Assert.Equal(3000m, await desk.ReadAsync(db => db.Tickets.Select(t => t.Payment.Amount).SingleAsync()));
        page.Component.WaitForAssertion(() => Assert.Contains("3\u00A0000,00\u00A0₽", page.Text(".facts"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task TicketPage_CancelledEdit_ChangesNothing()
    {
        await desk.OpenAsync();
        await using var page = await ShowAsync<TicketPage>(desk.Agent, b => b.Add(p => p.Number, "1001"));
        await page.Component.ActAsync("[data-pencil=title]", one => one.ClickAsync(new()));
        await page.Component.ActAsync("#edit-title", one => one.ChangeAsync("Другое название"));
        await page.Component.ActAsync("[data-edit=title] [data-cancel]", one => one.ClickAsync(new()));
        page.Component.WaitForElement("[data-pencil=title]");
        Assert.StartsWith("Уведомление", await desk.ReadAsync(db => db.Tickets.Select(t => t.Title).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TicketPage_MerchantStaff_EditFactsOnly()
    {
        await desk.OpenAsync();
        await using var page = await ShowAsync<TicketPage>(desk.Merchant, b => b.Add(p => p.Number, "1001"));
        page.Component.WaitForElement("[data-pencil=fact-InvoiceId]");
        string[] others = ["title", "requester", "assignee", "case-type", "fact-MerchantLogin"];
        Assert.Empty(others.SelectMany(name => page.Component.FindAll($"[data-pencil={name}]")));
        Assert.Empty(page.Component.FindAll(".priority"));
    }

    [Fact]
    public async Task TicketPage_FactInAMessage_IsTakenByOneClickAndRefusedByAnother()
    {
        await desk.OpenAsync(Cases.Payer with { Text = "Оплатил 2 480,00 ₽, InvoiceID 10428." }, Actor.System);
        await using var page = await ShowAsync<TicketPage>(desk.Agent, b => b.Add(p => p.Number, "1001"));
        await page.Component.ActAsync(".found [aria-label='Взять: Счёт, InvoiceID 10428']", one => one.ClickAsync(new()));
        page.Component.WaitForAssertion(() => Assert.Single(page.Component.FindAll(".found li")));
        Assert.Equal("10428", await desk.ReadAsync(db => db.Tickets.Select(t => t.Payment.InvoiceId).SingleAsync()));
        await page.Component.ActAsync(".found [aria-label^='Не то']", one => one.ClickAsync(new()));
        page.Component.WaitForAssertion(() => Assert.Empty(page.Component.FindAll(".found")));
        Assert.Null(await desk.ReadAsync(db => db.Tickets.Select(t => t.Payment.Amount).SingleAsync()));
    }

    [Fact]
    public async Task TicketPage_LongConversation_ShowsItsEndAndMoreOnDemandAndKeepsIt()
    {
        var opened = await desk.OpenAsync();
        for (var i = 0; i < 60; i++)
            await desk.AppendAsync(Cases.Answer(opened.Id, $"Письмо {i}.") with { At = desk.Clock.GetUtcNow().AddMinutes(i) });
        await using var page = await ShowAsync<TicketPage>(desk.Agent, b => b.Add(p => p.Number, "1001"));
        page.Component.WaitForElement(".msg");
        Assert.Equal(40, page.Component.FindAll(".msg").Count);
        await page.Component.PressAsync("Показать ещё 21");
        page.Component.WaitForAssertion(() => Assert.Equal(61, page.Component.FindAll(".msg").Count));
        await desk.AppendAsync(Cases.Answer(opened.Id, "Новость.") with { At = desk.Clock.GetUtcNow().AddDays(1) });
        desk.Services.GetRequiredService<ChangeFeed>().Publish(ChangeKind.Ticket, opened.Id);
        page.Component.WaitForAssertion(() => Assert.Equal(62, page.Component.FindAll(".msg").Count));
    }

    [Fact]
    public async Task ReplyBox_AKey_RendersNothingElse()
    {
        await desk.OpenAsync();
        await using var page = await ShowAsync<TicketPage>(desk.Agent, b => b.Add(p => p.Number, "1001"));
        page.Component.WaitForElement("textarea");
        // What gets the ticket as a whole is drawn anew whenever the page is.
        var before = Drawn(page);
        await page.Component.ActAsync("textarea", one => one.InputAsync("Б"));
        await page.Component.ActAsync("textarea", one => one.InputAsync("Бу"));
        Assert.Equal(before, Drawn(page));
    }

    [Fact]
    public async Task ReplyBox_SendAndResolve_SendsAndResolves()
    {
        var opened = await desk.OpenAsync(Cases.Payer, Actor.System);
        await using var page = await ShowAsync<TicketPage>(desk.Agent, b => b.Add(p => p.Number, "1001"));
        // Messages of one moment stand in no order.
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await page.Component.ActAsync("textarea", one => one.InputAsync("Деньги вернули."));
        await page.ChooseAsync("После отправки", "и отметить решённым");
        page.Component.WaitForAssertion(() => Assert.Contains("Деньги вернули.", page.Text("article:last-of-type"), StringComparison.Ordinal));
        Assert.Equal(TicketStatus.Resolved, await StatusAsync(opened.Id));
    }

    // The list, its news, the conversation and the timeline: all that shows what others wrote.
    [Fact]
    public async Task T40_T41_Pages_HostileText_IsShownAsText()
    {
        const string hostile = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>";
        var opened = await desk.OpenAsync(Cases.Payer with { Title = hostile, RequesterName = hostile }, Actor.System);
        await using var list = await ShowAsync<TicketsPage>(desk.Agent);
        list.Component.WaitForElement("a[data-row]");
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.AppendAsync(Cases.Answer(opened.Id) with { FromName = hostile, Body = hostile, ProviderNumber = hostile });
        desk.Services.GetRequiredService<ChangeFeed>().Publish(ChangeKind.Ticket, opened.Id);
        list.Component.WaitForElement(".news");
        AssertText(list, hostile);

        await using var page = await ShowAsync<TicketPage>(desk.Agent, p => p.Add(c => c.Number, TicketNumber.Format(opened.Number)));
        page.Component.WaitForElement(".msg");
        AssertText(page, hostile);

        static void AssertText<T>(Shown<T> shown, string text) where T : IComponent
        {
            Assert.Empty(shown.Component.FindAll("img, script, [onerror]"));
            Assert.Contains(text, shown.Component.Find("main").TextContent, StringComparison.Ordinal);
        }
    }

    private Task<Result<FactChange>> EditAsync(Guid ticket, FactField field, string typed, string? was) =>
        desk.UseAsync<EditFacts, Result<FactChange>>(u => u.RunAsync(new(ticket, field, typed, was), desk.Admin, default));

    private static (int, int, int) Drawn(Shown<TicketPage> page) => (
        page.Component.FindComponents<MessageItem>().Sum(one => one.RenderCount),
        page.Component.FindComponent<TicketDetailsPanel>().RenderCount,
        page.Component.FindComponent<TicketSidebar>().RenderCount);

    private Task<TicketStatus> StatusAsync(Guid ticket) => desk.ReadAsync(async db => (await db.Tickets.FindAsync(ticket))!.Status);

    private Task<Shown<T>> ShowAsync<T>(Actor actor, Action<ComponentParameterCollectionBuilder<T>>? parameters = null) where T : IComponent =>
        Task.FromResult(TicketScreens.Show(desk, actor, parameters: parameters));
}
