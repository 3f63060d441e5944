using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Tickets;

public sealed class ListTicketsTests
{
    [Theory]
    [InlineData(StatusFilter.Open, TicketSort.Changed, null)]
    [InlineData(StatusFilter.Open, TicketSort.Created, null)]
    [InlineData(StatusFilter.Open, TicketSort.Waiting, null)]
    [InlineData(StatusFilter.Open, TicketSort.Priority, null)]
    [InlineData(StatusFilter.Unanswered, TicketSort.Waiting, null)]
    [InlineData(StatusFilter.All, TicketSort.Created, "уведомление")]
    public async Task RunAsync_MoreThanAPage_TurnsPagesForthAndBackWithoutGapOrRepeat(StatusFilter status, TicketSort sort, string? query)
    {
        await using var desk = await DeskFixture.StartAsync();
        await FillAsync(desk, 120);
        await desk.ReadAsync(db => db.Tickets.ExecuteUpdateAsync(set => set.SetProperty(t => t.UnansweredSince, t => t.ChangedAt)));
        var (forth, back, filter) = (new List<List<long>>(), new List<List<long>>(), new TicketFilter(status, Query: query) { Sort = sort });
        ListTickets.Page page;
        while (true)
        {
            page = await ListAsync(desk, filter, desk.Agent);
            forth.Add([.. page.Rows.Select(r => r.Number)]);
            if (page.Next is null)
                break;
            filter = filter.First with { After = TicketCursor.Parse(page.Next.ToString()) };
        }

        for (; page.Previous is { } previous; back.Insert(0, [.. page.Rows.Select(r => r.Number)]))
            page = await ListAsync(desk, filter.First with { Before = TicketCursor.Parse(previous.ToString()) }, desk.Agent);
        Assert.Equal([50, 50, 20], forth.Select(numbers => numbers.Count));
        Assert.Equal(120, forth.SelectMany(numbers => numbers).Distinct().Count());
        Assert.Equal(forth[..^1], back);
    }

    [Fact]
    public async Task RunAsync_EachOrder_PutsFirstWhatItSays()
    {
        await using var desk = await DeskFixture.StartAsync();
        await FillAsync(desk, 60);
        var rows = (await ListAsync(desk, new TicketFilter(StatusFilter.Us) { Sort = TicketSort.Waiting }, desk.Agent)).Rows;
        Assert.Equal(rows.OrderBy(row => row.StatusSince).ThenBy(row => row.Number).Select(row => row.Number), rows.Select(row => row.Number));
        rows = (await ListAsync(desk, new TicketFilter { Sort = TicketSort.Priority }, desk.Agent)).Rows;
        Assert.Equal(
            rows.OrderBy(row => row.Priority).ThenByDescending(row => row.ChangedAt).ThenByDescending(row => row.Number).Select(row => row.Number),
            rows.Select(row => row.Number));
        Assert.Equal(3, rows.Select(row => row.Priority).Distinct().Count());
        // What is closed waits for nobody: such an order is not asked of it.
        Assert.Equal(TicketSort.Changed, TicketFilter.Parse("closed", null, null, null, null, sort: "waiting").Order);
    }

    [Fact]
    public async Task RunAsync_RowsBeforeAreGone_ShowsTheBeginning()
    {
        await using var desk = await DeskFixture.StartAsync();
        await FillAsync(desk, 120);
        var third = (await ListAsync(desk, new TicketFilter(), desk.Agent)).Rows[2];
        var page = await ListAsync(desk, new TicketFilter { Before = TicketCursor.Of(third, new TicketFilter()) }, desk.Agent);
        Assert.Equal(50, page.Rows.Count);
        Assert.Null(page.Previous);
    }

    [Theory]
    [InlineData("Служба поддержки", "x@rk.examp1e.ru", "похож на официальный домен")]
    [InlineData("help@rk.example.ru", "x@evil.net", "в имени чужой адрес, имя как у провайдера, домен чужой")]
    [InlineData("Анна", "anna@mail.ru", null)]
    public async Task T15_RunAsync_PayerWhoPretends_IsNamedToTheDesk(string name, string address, string? warning)
    {
        await using var desk = await DeskFixture.StartAsync();
        await desk.ReadAsync(async db =>
        {
            db.Contacts.Add(
                new Contact
                {
                    Id = Guid.NewGuid(),
                    Kind = ContactKind.ProviderDomain,
                    Value = "rk.example.ru",
                    Origin = "cabinet",
                    CheckedAt = desk.Clock.GetUtcNow(),
                }
            );
            return await db.SaveChangesAsync();
        });
        var ticket = await desk.UseAsync<OpenTicket, Result<OpenedTicket>>(open =>
            open.RunAsync(
                new NewTicket
                {
                    Kind = TicketKind.Payer,
                    CaseType = "payment-declined",
                    Title = "Не прошла оплата",
                    Impact = Impact.CustomerWaits,
                    RequesterName = name,
                    RequesterEmail = address,
                    Text = "Деньги не списались",
                },
                Actor.System,
                CancellationToken.None
            )
        );
        Assert.Equal(warning, Assert.Single((await ListAsync(desk, new TicketFilter(), desk.Agent)).Rows).Warning);
        var again = await desk.UseAsync<ListTickets, IReadOnlyList<ListTickets.Row>>(list => list.ByIdsAsync([ticket.Value.Id], desk.Agent, default));
        Assert.Equal(warning, again[0].Warning);
        var view = await desk.UseAsync<TicketDetails, Result<TicketView>>(read => read.RunAsync(ticket.Value.Number, desk.Agent, default));
        Assert.Equal(warning, view.Value.Warning);
    }

    [Theory]
    [InlineData("уведомления", true)]
    [InlineData("УВЕДОМЛЕНИЕМ resulturl", true)]
    [InlineData("увед", true)]
    [InlineData("12345", true)]
    [InlineData("1234", true)]
    [InlineData("SD-1001", true)]
    [InlineData("sd1001", true)]
    [InlineData("timur@tmin.example.ru", true)]
    [InlineData("5521873", true)]
    [InlineData("возврат", false)]
    [InlineData("уведомление возврат", false)]
    [InlineData("\" OR title:* --", false)]
    public async Task RunAsync_Search_FindsByWordFormNumberInvoiceAndAddress(string typed, bool found)
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync();
        await desk.AppendAsync(Cases.Answer(opened.Id) with { ProviderNumber = "5521873" });
        var page = await ListAsync(desk, TicketFilter.Parse(null, null, null, typed, null), desk.Agent);
        Assert.Equal(found ? [opened.Number] : [], page.Rows.Select(r => r.Number));
    }

    [Fact]
    public async Task RunAsync_ExactNumber_StandsFirst()
    {
        await using var desk = await DeskFixture.StartAsync();
        await desk.OpenAsync();
        await desk.OpenAsync(Cases.Payer with { Title = "Заказ 1001 не пришёл" }, Actor.System);
        var page = await ListAsync(desk, TicketFilter.Parse(null, null, null, "1001", null), desk.Agent);
        Assert.Equal([1001, 1002], page.Rows.Select(r => r.Number));
    }

    [Fact]
    public async Task T54_RunAsync_ListSearchAndCounts_ShowMerchantsOnlyTheirShop()
    {
        await using var desk = await DeskFixture.StartAsync();
        await desk.OpenAsync();
        await desk.OpenAsync(Cases.Payer, Actor.System);
        var all = new TicketFilter(StatusFilter.All);
        foreach (var query in new[] { null, "уведомление", "1001", "12345", "timur@tmin.example.ru" })
            Assert.Empty((await ListAsync(desk, all with { Query = query }, desk.Stranger)).Rows);
        Assert.Equal([1001], (await ListAsync(desk, all, desk.Merchant)).Rows.Select(r => r.Number));
        Assert.Equal(0, await CountAsync(desk.Stranger));
        Assert.Equal(1, await CountAsync(desk.Merchant));
        Assert.Equal(2, await CountAsync(desk.Agent));

        async Task<int?> CountAsync(Actor actor) => (await desk.UseAsync<CountTickets, TicketTally>(u => u.RunAsync(actor, default))).Of(all);
    }

    // What an open list asks for after a change that was published to everybody.
    [Fact]
    public async Task T53_ByIdsAsync_TicketsOfOthers_AreNotGiven()
    {
        await using var desk = await DeskFixture.StartAsync();
        var own = await desk.OpenAsync();
        var payer = await desk.OpenAsync(Cases.Payer, Actor.System);
        Assert.Equal(2, (await OfAsync(desk.Agent)).Count);
        Assert.Equal([own.Id], (await OfAsync(desk.Merchant)).Select(row => row.Id));
        Assert.Empty(await OfAsync(desk.Stranger));

        Task<IReadOnlyList<ListTickets.Row>> OfAsync(Actor actor) =>
            desk.UseAsync<ListTickets, IReadOnlyList<ListTickets.Row>>(list => list.ByIdsAsync([own.Id, payer.Id], actor, default));
    }

    [Fact]
    public async Task RunAsync_EveryFilter_ReadsOnlyIndexesAndSortsNothing()
    {
        var plans = new PlanRecorder();
        await using var desk = await DeskFixture.StartAsync(services => services.ConfigureDbContext<DeskDbContext>(o => o.AddInterceptors(plans)));
        await FillAsync(desk, 300);
        for (var i = 0; i < 8; i++)
            await desk.OpenAsync();
        await desk.ReadAsync(db =>
            db.Messages.Where(m => m.Direction == Direction.Outgoing).OrderBy(m => m.Id).Take(2)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.Delivery, DeliveryState.Failed))
        );
        await desk.ReadAsync(db => db.Database.ExecuteSqlRawAsync("ANALYZE"));
        plans.Recording = true;
        foreach (var status in Enum.GetValues<StatusFilter>())
            foreach (var owner in Enum.GetValues<OwnerFilter>())
                foreach (var query in new[] { null, "уведомление", "12345" })
                    foreach (var actor in new[] { desk.Agent, desk.Merchant })
                    {
                        await ListAsync(desk, new TicketFilter(status, owner, null, query), actor);
                        await ListAsync(desk, new TicketFilter(status, owner, TicketKind.Payer, query, new TicketCursor(desk.Clock.GetUtcNow(), 1200)), actor);
                        foreach (var sort in new TicketFilter(status, owner, null, query).Sorts)
                        {
                            var key = new TicketCursor(desk.Clock.GetUtcNow() - TimeSpan.FromMinutes(20), 1150, Priority.P2);
                            await ListAsync(desk, new TicketFilter(status, owner, null, query) { Sort = sort }, actor);
                            await ListAsync(desk, new TicketFilter(status, owner, null, query, key) { Sort = sort, Priority = Priority.P1 }, actor);
                            await ListAsync(desk, new TicketFilter(status, owner, null, query) { Sort = sort, Before = key }, actor);
                        }
                    }

        foreach (var actor in new[] { desk.Agent, desk.Merchant })
        {
            await desk.UseAsync<NeedsAttention, NeedsAttention.Board>(u => u.RunAsync(actor, default));
            await desk.UseAsync<CountTickets, TicketTally>(u => u.RunAsync(actor, default));
        }

        await desk.UseAsync<FindOpenTickets, IReadOnlyList<FindOpenTickets.Row>>(u => u.RunAsync("12345", null, desk.Agent, default));
        Assert.NotEmpty(plans.Steps);
        Assert.Equal(
            "",
            string.Join(
                "\n\n",
                plans
                    .Steps.Where(step => (!IsOfFewRows(step) && Scans(step, plans.Steps)) || SortsAList(step))
                    .Select(step => step.Plan + ": " + step.Sql)
                    .Distinct()
            )
        );
    }

    // A virtual table has no other word than SCAN: the number after it says that its own index answers. A capped
    // subquery is read whole, but it is no table; so are the indexes that hold only files that wait to be
    // checked, or open tickets.
    private static bool Scans((string Sql, string Plan) step, List<(string Sql, string Plan)> all) => step.Plan.StartsWith("SCAN", StringComparison.Ordinal)
        && !step.Plan.StartsWith("SCAN s VIRTUAL TABLE INDEX", StringComparison.Ordinal)
        && step.Plan != "SCAN CONSTANT ROW"
        && !step.Plan.Contains(" INDEX IX_Tickets_Open", StringComparison.Ordinal)
        && !step.Plan.EndsWith(" INDEX IX_Attachments_CreatedAt", StringComparison.Ordinal)
        && !all.Contains((step.Sql, "CO-ROUTINE " + step.Plan["SCAN ".Length..]));

    // A few rows, whatever the number of tickets.
    private static bool IsOfFewRows((string Sql, string Plan) step) =>
        new[] { "Contacts", "TicketCounts", "Shops" }.Any(table => step.Sql.Contains($"FROM \"{table}\"", StringComparison.Ordinal) && !IsOfTickets(step));

    private static bool IsOfTickets((string Sql, string Plan) step) => step.Sql.Contains("FROM \"Tickets\"", StringComparison.Ordinal);

    // In another order than the usual one the open tickets may be sorted, who are few, and the messages that did not leave; all of them never.
    private static bool SortsAList((string Sql, string Plan) step) => step.Plan.Contains("ORDER BY", StringComparison.Ordinal)
        && (step.Sql.Contains("ORDER BY \"t\".\"ChangedAt\" DESC", StringComparison.Ordinal)
            || step.Sql.Contains("MATCH", StringComparison.Ordinal)
            || (IsOfTickets(step)
                && !step.Sql.Contains("\"Status\" < 4", StringComparison.Ordinal)
                && !step.Sql.Contains("\"Delivery\" >= 5", StringComparison.Ordinal)));

    private static Task<ListTickets.Page> ListAsync(DeskFixture desk, TicketFilter filter, Actor actor) =>
        desk.UseAsync<ListTickets, ListTickets.Page>(u => u.RunAsync(filter, actor, default));

    private static Task<int> FillAsync(DeskFixture desk, int count) => desk.ReadAsync(db =>
    {
        var statuses = Enum.GetValues<TicketStatus>();
        for (var i = 0; i < count; i++)
        {
            db.Add(new Ticket
            {
                Id = Ids.New(desk.Clock),
                Number = 1001 + i,
                SubjectCode = "abcd",
                Kind = i % 3 == 0 ? TicketKind.Payer : TicketKind.Merchant,
                CaseType = "s",
                Title = $"Уведомление не приходит / заказ {i}",
                Status = count == 120 ? TicketStatus.Open : statuses[i % statuses.Length],
                ShopId = i % 2 == 0 ? desk.Shop.Id : desk.OtherShop.Id,
                AssigneeId = i % 4 == 0 ? desk.Agent.UserId : null,
                RequesterName = "Имя",
                RequesterEmail = $"p{i}@x.example",
                Payment = new PaymentFacts { InvoiceId = (12000 + i).ToString(System.Globalization.CultureInfo.InvariantCulture) },
                // Many share an instant: only the number tells them apart.
                ChangedAt = desk.Clock.GetUtcNow() - TimeSpan.FromMinutes(i / 7),
                Priority = (Priority)(1 + i % 3),
                StatusSince = desk.Clock.GetUtcNow() - TimeSpan.FromMinutes(i % 11),
                UnansweredSince = i % 5 == 0 ? desk.Clock.GetUtcNow() : null,
            });
        }

        db.Counters.Single().Last = 1000 + count;
        return db.SaveChangesAsync();
    });
}
