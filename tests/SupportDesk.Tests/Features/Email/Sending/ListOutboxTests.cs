using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Sending;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.Tickets;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Email.Sending;

public sealed class ListOutboxTests
{
    [Fact]
    public async Task RunAsync_TurnedOnAndBack_ShowsEachEmailOnceAndTheSamePagesAgain()
    {
        await using var desk = await DeskFixture.StartAsync();
        await FillAsync(desk, 2 * ListOutbox.PageSize + 7);
        var pages = new List<OutboxPage>();
        for (var filter = new OutboxFilter(); filter is not null; filter = pages[^1].Older)
            pages.Add(await ReadAsync(desk, filter));
        Assert.Equal([ListOutbox.PageSize, ListOutbox.PageSize, 7], pages.Select(page => page.Rows.Count));
        var all = pages.SelectMany(page => page.Rows).Select(row => row.Id).ToList();
        Assert.Equal(await desk.ReadAsync(db => db.Outbox.OrderByDescending(m => m.CreatedAt).Select(m => m.Id).ToListAsync()), all);

        var back = await ReadAsync(desk, pages[2].Newer!);
        Assert.Equal(pages[1].Rows.Select(row => row.Id), back.Rows.Select(row => row.Id));
        back = await ReadAsync(desk, back.Newer!);
        Assert.Equal(pages[0].Rows.Select(row => row.Id), back.Rows.Select(row => row.Id));
        Assert.Null(back.Newer);
    }

    [Fact]
    public async Task RunAsync_FewerNewerThanAPage_ShowsAFullFirstPage()
    {
        await using var desk = await DeskFixture.StartAsync();
        await FillAsync(desk, ListOutbox.PageSize + 3);
        var first = await ReadAsync(desk, new OutboxFilter());
        var back = await ReadAsync(desk, new OutboxFilter(Before: first.Rows[2].Id));
        Assert.Equal(first.Rows.Select(row => row.Id), back.Rows.Select(row => row.Id));
    }

    [Fact]
    public async Task RunAsync_StateAndSearch_CountAndShowWhatBelongs()
    {
        await using var mail = await MailFixture.StartAsync();
        await mail.OpenAnotherAsync();
        await FillAsync(mail.Desk, 6);
        var failed = await ReadAsync(mail.Desk, new OutboxFilter(OutboxState.Failed));
        Assert.All(failed.Rows, row => Assert.Equal(OutboxState.Failed, row.State));
        Assert.Equal(failed.Rows.Count, failed.Counts[OutboxState.Failed]);
        Assert.Equal(await mail.Desk.ReadAsync(db => db.Outbox.CountAsync()), failed.Counts.Values.Sum());

        var ofTicket = await ReadAsync(mail.Desk, new OutboxFilter(Query: TicketNumber.Format(mail.Number)));
        Assert.All(ofTicket.Rows, row => Assert.Equal(mail.Number, row.TicketNumber));
        Assert.NotEmpty(ofTicket.Rows);
        Assert.Equal(ofTicket.Rows.Count, ofTicket.Counts.Values.Sum());
        // E-mails without a ticket are not those of a ticket that does not exist.
        Assert.Empty((await ReadAsync(mail.Desk, new OutboxFilter(Query: "SD-999999"))).Rows);
        // However somebody spells the address.
        Assert.Equal("A3+x@Buyer.example", Assert.Single((await ReadAsync(mail.Desk, new OutboxFilter(Query: " a3@buyer.example "))).Rows).ToAddress);
    }

    [Fact]
    public async Task T52_Reading_IsForDeskStaffOnly()
    {
        await using var desk = await DeskFixture.StartAsync();
        await desk.UseAsync<ListOutbox, bool>(async list =>
        {
            Assert.Equal([Problem.NotFound], (await list.RunAsync(new OutboxFilter(), desk.Merchant, default)).Problems);
            Assert.Equal([Problem.NotFound], (await list.ByIdsAsync([Guid.Empty], desk.Merchant, default)).Problems);
            Assert.Equal([Problem.NotFound], (await list.IdsAsync(new OutboxFilter(), null, desk.Merchant, default)).Problems);
            return true;
        });
    }

    [Fact]
    public async Task RunAsync_EveryFilter_ReadsOnlyIndexesAndSortsNothing()
    {
        var plans = new PlanRecorder();
        await using var desk = await DeskFixture.StartAsync(services => services.ConfigureDbContext<DeskDbContext>(o => o.AddInterceptors(plans)));
        await FillAsync(desk, 400);
        await desk.ReadAsync(db => db.Database.ExecuteSqlRawAsync("ANALYZE"));
        plans.Recording = true;
        foreach (var state in Enum.GetValues<OutboxState>().Select(one => (OutboxState?)one).Append(null))
            foreach (var query in new[] { null, "a3@buyer.example", "SD-1001" })
                foreach (var (after, before) in new (Guid?, Guid?)[] { (null, null), (Guid.AllBitsSet, null), (null, Guid.Empty) })
                    await ReadAsync(desk, new OutboxFilter(state, query, after, before));
        Assert.NotEmpty(plans.Steps);
        // Counting all of them reads an index and no row; the newest of all come from the key's own index.
        Assert.Equal(
            "",
            string.Join(
                "\n\n",
                plans.Steps
                    .Where(step => step.Plan.Contains("ORDER BY", StringComparison.Ordinal) || (ReadsATable(step.Plan) && !IsOfTheCap(step.Sql, step.Plan)))
                    .Select(step => step.Plan + ": " + step.Sql).Distinct()
            )
        );
    }

    // Of what is counted up to the cap the plan names the rows that were found, too: they are no table.
    private static bool IsOfTheCap(string sql, string plan) => sql.StartsWith("SELECT COUNT(*)\nFROM (", StringComparison.Ordinal) && plan == "SCAN o0";

    private static bool ReadsATable(string plan) =>
        plan.StartsWith("SCAN", StringComparison.Ordinal)
        && !plan.Contains("COVERING INDEX", StringComparison.Ordinal)
        && !plan.Contains("sqlite_autoindex_Outbox", StringComparison.Ordinal);

    private static async Task<OutboxPage> ReadAsync(DeskFixture desk, OutboxFilter filter) =>
        (await desk.UseAsync<ListOutbox, Result<OutboxPage>>(list => list.RunAsync(filter, desk.Agent, CancellationToken.None))).Value;

    /// <summary>E-mails in every state, each a second younger than the one before.</summary>
    internal static Task<int> FillAsync(DeskFixture desk, int count) =>
        desk.ReadAsync(db =>
        {
            for (var i = 0; i < count; i++)
            {
                desk.Clock.Advance(TimeSpan.FromSeconds(1));
                db.Outbox.Add(
                    new OutboxMail
                    {
                        Id = Ids.New(desk.Clock),
                        TicketId = i % 2 == 0 ? Ids.Random() : null,
                        InternetMessageId = $"{i}@desk.example",
                        ToAddress = i == 3 ? "A3+x@Buyer.example" : $"a{i}@buyer.example",
                        Subject = $"Письмо {i}",
                        Body = "x",
                        State = (OutboxState)(i % 6),
                        Attempts = 1,
                        LastReply = "550 no such user",
                        CreatedAt = desk.Clock.GetUtcNow(),
                        NextAttemptAt = desk.Clock.GetUtcNow(),
                        SentAt = i % 6 == (int)OutboxState.Sent ? desk.Clock.GetUtcNow() : null,
                    }
                );
            }

            return db.SaveChangesAsync();
        });
}
