using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Tickets;

/// <summary>The numbers of the views against the tickets themselves, after whatever was done with them.</summary>
public sealed class TicketCountsTests
{
    [Fact]
    public void Counts_AfterAnyUseCases_EqualTheTickets()
    {
        var steps = Gen.Choose(0, 1_000_000).ListOf(25).Select(numbers => numbers.ToArray()).ToArbitrary();
        Prop.ForAll(steps, walk => WalkAsync(walk).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(8));
    }

    // Behind the use cases' back, as an import or a statement by hand would do it.
    [Fact]
    public async Task Counts_StatementsOverManyRows_AreFollowed()
    {
        await using var desk = await DeskFixture.StartAsync();
        for (var i = 0; i < 4; i++)
            await desk.OpenAsync();
        await desk.ReadAsync(db => db.Tickets.Where(t => t.Number > 1002).ExecuteUpdateAsync(set => set
            .SetProperty(t => t.Status, TicketStatus.Closed).SetProperty(t => t.ShopId, (Guid?)null).SetProperty(t => t.AssigneeId, desk.Agent.UserId)));
        await AssertEqualAsync(desk, "changed");
        await desk.ReadAsync(db => db.Events.ExecuteDeleteAsync());
        await desk.ReadAsync(db => db.Messages.ExecuteDeleteAsync());
        await desk.ReadAsync(db => db.Conversations.ExecuteDeleteAsync());
        await desk.ReadAsync(db => db.Tickets.Where(t => t.Number == 1004).ExecuteDeleteAsync());
        await AssertEqualAsync(desk, "deleted");
        Assert.DoesNotContain(await desk.ReadAsync(db => db.TicketCounts.ToListAsync()), row => row.Count <= 0);
    }

    [Fact]
    public async Task CheckTicketCounts_NumbersDiffer_CountsThemAnewAndSaysSo()
    {
        await using var desk = await DeskFixture.StartAsync();
        await desk.OpenAsync();
        await desk.OpenAsync(Cases.Payer, Actor.System);
        Assert.Equal(0, await CheckAsync());
        await desk.ReadAsync(db => db.TicketCounts.Where(row => row.Kind == TicketKind.Payer).ExecuteDeleteAsync());
        await desk.ReadAsync(db => db.TicketCounts.ExecuteUpdateAsync(set => set.SetProperty(row => row.Count, 40)));
        Assert.Equal(2, await CheckAsync());
        await AssertEqualAsync(desk, "checked");
        Assert.Equal(0, await CheckAsync());

        Task<int> CheckAsync() => desk.UseAsync<CheckTicketCounts, int>(check => check.RunAsync(default));
    }

    private static async Task WalkAsync(int[] walk)
    {
        await using var desk = await DeskFixture.StartAsync();
        var tickets = new List<Guid> { (await desk.OpenAsync()).Id };
        foreach (var step in walk.Select(number => (uint)number))
        {
            desk.Clock.Advance(TimeSpan.FromMinutes(step % 7));
            var ticket = tickets[(int)(step / 11 % tickets.Count)];
            var status = (TicketStatus)(step / 13 % 6);
            switch (step % 11)
            {
                case 0: tickets.Add((await desk.OpenAsync(Cases.Payer, Actor.System)).Id); break;
                case 1: tickets.Add((await desk.OpenAsync(Cases.Merchant(desk, sent: step % 2 == 0))).Id); break;
                case 2 or 3: await desk.UseAsync<ChangeStatus, Result<Unit>>(u => u.RunAsync(ticket, status, desk.Agent, default)); break;
                case 4:
                    var owner = step % 3 == 0 ? null : desk.Agent.UserId;
                    await desk.UseAsync<AssignTicket, Result<Unit>>(u => u.RunAsync(ticket, owner, desk.Agent, default));
                    break;
                case 5: await desk.UseAsync<TakeTicket, Result<Unit>>(u => u.RunAsync(ticket, desk.Admin, default)); break;
                case 6: await desk.UseAsync<ChangePriority, Result<Unit>>(u => u.RunAsync(ticket, (Priority)(step / 17 % 4), desk.Agent, default)); break;
                case 7: await desk.AppendAsync(Cases.Answer(ticket)); break;
                case 8: await desk.ReplyAsync(ticket, Party.Requester, desk.Agent, after: TicketStatus.WaitingOnRequester); break;
                case 9: await desk.AppendAsync(Cases.Answer(ticket) with { Party = Party.Requester, Author = AuthorKind.Payer }); break;
                default: await desk.UseAsync<ReopenTicket, Result<OpenedTicket>>(u => u.RunAsync(ticket, desk.Agent, default)); break;
            }
        }

        await AssertEqualAsync(desk, string.Join(' ', walk));
    }

    private static async Task AssertEqualAsync(DeskFixture desk, string after)
    {
        foreach (var actor in new[] { desk.Agent, desk.Admin, desk.Merchant, desk.Stranger })
        {
            var tally = await desk.UseAsync<CountTickets, TicketTally>(count => count.RunAsync(actor, default));
            foreach (var status in Enum.GetValues<StatusFilter>())
                foreach (var owner in Enum.GetValues<OwnerFilter>())
                    foreach (var kind in new TicketKind?[] { null, TicketKind.Merchant, TicketKind.Payer })
                        foreach (var priority in new Priority?[] { null, Priority.P1 })
                        {
                            var filter = new TicketFilter(status, owner, kind) { Priority = priority };
                            var counted = await desk.ReadAsync(db => ListTickets.Filtered(db, filter, actor).CountAsync());
                            Assert.True(counted == tally.Of(filter), $"{actor.Name}, {filter.Href}: {tally.Of(filter)} instead of {counted} after {after}");
                        }
        }
    }
}
