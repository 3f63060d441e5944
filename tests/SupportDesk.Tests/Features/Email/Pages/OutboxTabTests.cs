using Bunit;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Pages;
using SupportDesk.Features.Email.Sending;
using SupportDesk.Tests.Features.Email.Sending;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Email.Pages;

public sealed class OutboxTabTests
{
    [Theory]
    [InlineData("ru", "Сервер получателя отказался", "Связь оборвалась")]
    [InlineData("en", "The recipient’s server refused", "The line broke")]
    public async Task Rows_FailedAndUncertain_SayWhatToDo(string culture, string failed, string uncertain)
    {
        await using var desk = await DeskFixture.StartAsync();
        await ListOutboxTests.FillAsync(desk, 12);
        await using var page = new ShownPage<MailPage>(desk, "/desk/mail?tab=outbox", culture);
        page.Until(p => p.FindAll("li.mail").Count == 12);
        Assert.Contains(failed, page.Component.Markup, StringComparison.Ordinal);
        Assert.Contains(uncertain, page.Component.Markup, StringComparison.Ordinal);
        Assert.Contains(page.Component.FindAll(".chips a"), chip => chip.TextContent.Trim().EndsWith(" 12", StringComparison.Ordinal));
        Assert.DoesNotMatch("(Out|Advice|Decide|OutState)_", page.Component.Markup);
    }

    [Fact]
    public async Task Abandon_AndUndo_LeaveTheEmailWhereItWas()
    {
        await using var desk = await DeskFixture.StartAsync();
        await ListOutboxTests.FillAsync(desk, 6);
        await using var page = new ShownPage<MailPage>(desk, "/desk/mail?tab=outbox&state=failed");
        page.Until(p => p.FindAll("li.mail").Count == 1);
        await page.Component.PressAsync("Не посылать");
        page.Until(p => p.Find("li.mail").TextContent.Contains("решено не посылать", StringComparison.Ordinal));
        Assert.Equal(0, await CountAsync(desk, OutboxState.Failed));

        page.Toasts.WaitForElement(".mud-snackbar-content-action button");
        await page.Toasts.Find(".mud-snackbar-content-action button").ClickAsync(new());
        page.Until(p => p.Find("li.mail .fate").TextContent.Contains("не отправлено", StringComparison.Ordinal));
        Assert.Equal(1, await CountAsync(desk, OutboxState.Failed));
    }

    [Fact]
    public async Task Bulk_AllFailedOfSeveralPages_AreAskedForOnceAndQueued()
    {
        await using var desk = await DeskFixture.StartAsync();
        await ListOutboxTests.FillAsync(desk, 6 * (ListOutbox.PageSize + 2));
        await using var page = new ShownPage<MailPage>(desk, "/desk/mail?tab=outbox&state=failed");
        page.Until(p => p.FindAll("li.mail").Count == ListOutbox.PageSize);
        await page.Component.PressAsync("Послать все ещё раз: 52");
        Assert.Equal(52, await CountAsync(desk, OutboxState.Failed));
        await page.Component.PressAsync("Послать все ещё раз: 52");
        page.Until(p => p.FindAll(".empty").Count == 1);
        Assert.Equal(0, await CountAsync(desk, OutboxState.Failed));
    }

    [Fact]
    public async Task Search_Submitted_StandsInTheAddressBesideTheState()
    {
        await using var desk = await DeskFixture.StartAsync();
        await ListOutboxTests.FillAsync(desk, 6);
        await using var page = new ShownPage<MailPage>(desk, "/desk/mail?tab=outbox&state=failed");
        page.Until(p => p.FindAll("li.mail").Count == 1);
        await page.Component.ActAsync("form[role=search] input", one => one.ChangeAsync("a4@buyer.example"));
        await page.Component.ActAsync("form[role=search]", one => one.SubmitAsync());
        Assert.EndsWith("/desk/mail?tab=outbox&state=failed&q=a4%40buyer.example", page.Address, StringComparison.Ordinal);
        page.Until(p => p.FindAll("li.mail").Count == 1 && p.Markup.Contains("«a4@buyer.example»", StringComparison.Ordinal));
    }

    private static Task<int> CountAsync(DeskFixture desk, OutboxState state) => desk.ReadAsync(db => db.Outbox.CountAsync(m => m.State == state));
}
