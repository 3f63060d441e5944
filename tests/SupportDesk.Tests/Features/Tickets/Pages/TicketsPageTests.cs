using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Features.Tickets.Bulk;
using SupportDesk.Features.Tickets.Pages;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Tickets.Pages;

public sealed class TicketsPageTests : IAsyncLifetime
{
    private DeskFixture desk = null!;

    public async Task InitializeAsync() => desk = await DeskFixture.StartAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task News_RowChangesAndOthersCome_MarkAndCountButMoveNothingUntilAsked()
    {
        var first = await OpenAsync(3);
        await using var page = Show();
        page.Component.WaitForElement("a[data-row]");
        var before = Rows(page);
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.AppendAsync(Cases.Answer(first[0].Id));
        Publish(first[0].Id);
        page.Component.WaitForAssertion(() => Assert.Equal("Robokassa ответила: SD-1001", page.Text(".news > span")));
        var late = (await OpenAsync(1))[0];
        Publish(late.Id);
        page.Component.WaitForAssertion(() => Assert.Equal("1 новое · 1 изменилось", page.Text(".news > span")));
        Assert.Equal(before, Rows(page));
        Assert.Equal("1001", Assert.Single(page.Component.FindAll("tr.fresh")).GetAttribute("data-at"));

        await page.Component.PressAsync("Показать");
        page.Component.WaitForAssertion(() => Assert.Equal(["1004", "1001", "1003", "1002"], Rows(page)));
        Assert.Empty(page.Component.FindAll(".news"));
    }

    [Fact]
    public async Task Back_ListChangedMeanwhile_FindsTheSameRowsInPlaceAndWhatWasPicked()
    {
        var opened = await OpenAsync(3);
        var memory = new ListMemory();
        List<string?> before;
        await using (var page = Show(memory: memory))
        {
            page.Component.WaitForElement("a[data-row]");
            before = Rows(page);
            await PickAsync(page, 1002);
        }

        // Answered, resolved: in a list that is read anew it would be gone.
        await desk.UseAsync<ChangeStatus, Result<Unit>>(u => u.RunAsync(opened[1].Id, TicketStatus.Resolved, desk.Agent, default));
        await OpenAsync(1);
        await using var again = Show("/desk/tickets?at=1002", memory);
        again.Component.WaitForElement("a[data-row]");
        Assert.Equal(before, Rows(again));
        Assert.Contains("решено", again.Component.Find("tr[data-at='1002']").TextContent, StringComparison.Ordinal);
        Assert.Equal("Выбрано 1", again.Text(".bulk > b"));
        Assert.Equal("1 новое · 1 изменилось", again.Text(".news > span"));
    }

    [Fact]
    public async Task Pick_WithShift_TakesTheRangeAndTheBarTakesThePlaceOfTheFilters()
    {
        await OpenAsync(5);
        await using var page = Show();
        page.Component.WaitForElement("a[data-row]");
        Assert.Single(page.Component.FindAll(".filters"));
        await PickAsync(page, 1005);
        await PickAsync(page, 1002, shift: true);
        Assert.Equal(["1005", "1004", "1003", "1002"], page.Component.FindAll("tr.picked").Select(row => row.GetAttribute("data-at")));
        Assert.Equal("Выбрано 4", page.Text(".bulk > b"));
        Assert.Empty(page.Component.FindAll(".filters"));
        await page.Component.ActAsync("[data-unpick]", one => one.ClickAsync(new()));
        Assert.Single(page.Component.FindAll(".filters"));
    }

    [Fact]
    public async Task Counts_TicketChanges_HeadingAndViewsFollowFromOneQuestion()
    {
        var opened = await OpenAsync(2);
        await using var page = Show();
        page.Component.WaitForAssertion(() => Assert.StartsWith("2 обращения", page.Text(".head p"), StringComparison.Ordinal));
        await desk.UseAsync<ChangeStatus, Result<Unit>>(u => u.RunAsync(opened[0].Id, TicketStatus.Closed, desk.Agent, default));
        page.Component.WaitForAssertion(() => Assert.StartsWith("1 обращение", page.Text(".head p"), StringComparison.Ordinal));
        page.Component.WaitForAssertion(() => Assert.Equal("1", Open().QuerySelector("b")!.TextContent));

        IElement Open() => page.Component.FindAll(".views a").Single(link => link.TextContent.Contains("Все открытые", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "/desk/new")]
    [InlineData("?owner=me", "/desk/tickets")]
    [InlineData("?q=нет", "/desk/tickets")]
    public async Task Empty_EachView_TeachesAndOffersABeginning(string query, string href)
    {
        await using var page = Show("/desk/tickets" + query);
        page.Component.WaitForElement(".empty");
        Assert.Equal(href, page.Component.Find(".empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task Dashboard_AnswerCame_CountsItAndLinksToAllOfThem()
    {
        var opened = await OpenAsync(1);
        await desk.AppendAsync(Cases.Answer(opened[0].Id));
        await using var page = TicketScreens.Show<DashboardPage>(desk, desk.Agent);
        page.Component.WaitForElement(".board");
        var first = page.Component.Find(".strip a");
        Assert.Equal(("1", "/desk/tickets?status=unanswered&sort=waiting"), (first.QuerySelector("b")!.TextContent, first.GetAttribute("href")));
        Assert.Contains("SD-1001", page.Text("section[aria-labelledby=n-Unanswered] li"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task T54_Dashboard_Stranger_SeesNothingOfOthers()
    {
        var opened = await OpenAsync(1);
        await desk.AppendAsync(Cases.Answer(opened[0].Id));
        await using var stranger = TicketScreens.Show<DashboardPage>(desk, desk.Stranger);
        stranger.Component.WaitForElement(".empty");
        Assert.DoesNotContain("SD-1001", stranger.Component.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void BulkWords_SomeRefused_SaysHowManyWhichAndWhy()
    {
        using var scope = desk.Services.CreateScope();
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("ru");
        var outcome = new ChangeTickets.Outcome(
            new BulkChange.Move(TicketStatus.Resolved),
            [.. Enumerable.Range(0, 7).Select(_ => new ChangeTickets.Done(Guid.Empty, new BulkChange.Move(TicketStatus.Open)))],
            [new(Guid.Empty, 1003, new Problem("MoveNotAllowed")), new(Guid.Empty, 1004, new Problem("MoveNotAllowed"))],
            1
        );
        Assert.StartsWith(
            "7 изменено, 1 уже было таким, 2 не удалось: SD-1003, SD-1004: ",
            BulkWords.Of(outcome, scope.ServiceProvider.GetRequiredService<TicketLabels>()),
            StringComparison.Ordinal
        );
    }

    private static async Task PickAsync(Shown<TicketsPage> page, long number, bool shift = false)
    {
        await page.Component.ActAsync($"tr[data-at='{number}'] td.pick", one => one.ClickAsync(new MouseEventArgs { ShiftKey = shift }));
        await page.Component.ActAsync($"tr[data-at='{number}'] input", one => one.ChangeAsync(true));
    }

    private static List<string?> Rows(Shown<TicketsPage> page) => [.. page.Component.FindAll("tr[data-at]").Select(row => row.GetAttribute("data-at"))];

    private Shown<TicketsPage> Show(string address = "/desk/tickets", ListMemory? memory = null) =>
        TicketScreens.Show<TicketsPage>(desk, desk.Agent, address, memory);

    private void Publish(Guid ticket) => desk.Services.GetRequiredService<ChangeFeed>().Publish(ChangeKind.Ticket, ticket);

    private async Task<IReadOnlyList<OpenedTicket>> OpenAsync(int count)
    {
        var opened = new List<OpenedTicket>();
        for (var i = 0; i < count; i++)
        {
            desk.Clock.Advance(TimeSpan.FromMinutes(1));
            opened.Add(await desk.OpenAsync());
        }

        return opened;
    }
}
