using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Inbox;
using SupportDesk.Features.Email.Suspended;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.Tickets;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Email.Suspended;

public sealed class ListSuspendedEmailsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RunAsync_TurnedOnAndBack_ShowsEachEmailOnceAndTheSamePagesAgain(bool dismissed)
    {
        await using var desk = await DeskFixture.StartAsync();
        await FillAsync(desk, 2 * ListSuspendedEmails.PageSize + 5);
        var pages = new List<SuspendedPage>();
        for (var filter = new SuspendedFilter(dismissed); filter is not null; filter = pages[^1].On)
            // As it comes back out of an address.
            pages.Add(await ReadAsync(desk, SuspendedFilter.Parse(filter.Dismissed ? "dismissed" : null, filter.After?.ToString(), filter.Before?.ToString())));
        Assert.Equal([ListSuspendedEmails.PageSize, ListSuspendedEmails.PageSize, 5], pages.Select(page => page.Rows.Count));
        var ids = pages.SelectMany(page => page.Rows).Select(row => row.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var times = pages.SelectMany(page => page.Rows).Select(row => row.At).ToList();
        Assert.Equal(dismissed ? times.OrderDescending() : times.Order(), times);
        Assert.Equal((105, 105), (pages[0].Waiting, pages[0].Dismissed));

        var back = await ReadAsync(desk, pages[2].Back!);
        Assert.Equal(pages[1].Rows.Select(row => row.Id), back.Rows.Select(row => row.Id));
        Assert.Equal(pages[0].Rows.Select(row => row.Id), (await ReadAsync(desk, back.Back!)).Rows.Select(row => row.Id));
    }

    [Fact]
    public async Task RunAsync_ListsOfTheMail_ReadOnlyIndexes()
    {
        var plans = new PlanRecorder();
        await using var desk = await DeskFixture.StartAsync(services => services.ConfigureDbContext<DeskDbContext>(o => o.AddInterceptors(plans)));
        await FillAsync(desk, 300);
        await desk.ReadAsync(db => db.Database.ExecuteSqlRawAsync("ANALYZE"));
        plans.Recording = true;
        var (held, row) = (new SuspendedCursor(desk.Clock.GetUtcNow(), Guid.Empty), new LedgerCursor(desk.Clock.GetUtcNow(), Guid.Empty));
        foreach (var dismissed in new[] { false, true })
            foreach (var (after, before) in new (SuspendedCursor?, SuspendedCursor?)[] { (null, null), (held, null), (null, held) })
                await ReadAsync(desk, new SuspendedFilter(dismissed, after, before));
        foreach (var (after, before) in new (LedgerCursor?, LedgerCursor?)[] { (null, null), (row, null), (null, row) })
            await desk.UseAsync<ListLedger, Result<LedgerPage>>(list => list.RunAsync(EmailOutcome.Failed, after, before, desk.Agent, default));
        Assert.NotEmpty(plans.Steps);
        // E-mails of one instant are put in order among themselves, and only those.
        Assert.Equal(
            "",
            string.Join(
                "\n\n",
                plans.Steps
                    .Where(step =>
                        step.Plan.StartsWith("SCAN", StringComparison.Ordinal)
                        || (step.Plan.Contains("ORDER BY", StringComparison.Ordinal) && !step.Plan.Contains("LAST TERM", StringComparison.Ordinal))
                    )
                    .Select(step => step.Plan + ": " + step.Sql).Distinct()
            )
        );
    }

    [Fact]
    public async Task T52_Ledger_IsForDeskStaffOnly()
    {
        await using var desk = await DeskFixture.StartAsync();
        var read = await desk.UseAsync<ListLedger, Result<LedgerPage>>(list => list.RunAsync(EmailOutcome.Failed, null, null, desk.Merchant, default));
        Assert.Equal([Problem.NotFound], read.Problems);
    }

    private static async Task<SuspendedPage> ReadAsync(DeskFixture desk, SuspendedFilter filter) =>
        (await desk.UseAsync<ListSuspendedEmails, Result<SuspendedPage>>(list => list.RunAsync(filter, desk.Agent, CancellationToken.None))).Value;

    /// <summary>As many that wait as that were put aside; three in each instant.</summary>
    private static Task<int> FillAsync(DeskFixture desk, int count) =>
        desk.ReadAsync(db =>
        {
            for (var i = 0; i < 2 * count; i++)
            {
                if (i % 6 == 0)
                    desk.Clock.Advance(TimeSpan.FromSeconds(1));
                var ledger = new MailLedger
                {
                    Id = Ids.New(desk.Clock),
                    Mailbox = "folder:in",
                    Uid = $"{i}",
                    Outcome = i % 2 == 0 ? EmailOutcome.Suspended : EmailOutcome.Failed,
                    ReceivedAt = desk.Clock.GetUtcNow(),
                };
                db.Ledger.Add(ledger);
                db.SuspendedEmails.Add(
                    new SuspendedEmail
                    {
                        Id = Ids.New(desk.Clock),
                        LedgerId = ledger.Id,
                        FromAddress = $"a{i}@buyer.example",
                        Subject = $"Письмо {i}",
                        Body = "x",
                        Reason = "NoMatch",
                        At = desk.Clock.GetUtcNow(),
                        State = i % 2 == 0 ? SuspendedState.Waiting : SuspendedState.Dismissed,
                    }
                );
            }

            return db.SaveChangesAsync();
        });
}
