using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Features.Tickets.Bulk;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Tickets.Bulk;

public sealed class ChangeTicketsTests : IAsyncLifetime
{
    private DeskFixture desk = null!;
    private List<Guid> tickets = null!;

    public async Task InitializeAsync()
    {
        desk = await DeskFixture.StartAsync();
        tickets = [(await desk.OpenAsync()).Id, (await desk.OpenAsync(Cases.Payer, Actor.System)).Id, (await desk.OpenAsync(Cases.Payer, Actor.System)).Id];
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task RunAsync_SomeMayNotMove_ChangesTheOthersAndNamesThese()
    {
        await desk.UseAsync<ChangeStatus, Result<Unit>>(u => u.RunAsync(tickets[1], TicketStatus.Closed, desk.Agent, default));
        var told = new List<int>();
        var outcome = await RunAsync(new BulkChange.Move(TicketStatus.WaitingOnProvider), desk.Agent, told);
        Assert.Equal([tickets[2]], outcome.Changed.Select(done => done.Id));
        Assert.Equal([(1002L, "MoveNotAllowed")], outcome.Refused.Select(refused => (refused.Number, refused.Problem.Code)));
        Assert.Equal(1, outcome.Unchanged);
        Assert.Equal([1, 2, 3], told);
        Assert.False(outcome.CanUndo);
    }

    [Fact]
    public async Task UndoAsync_OneWasChangedAgain_PutsBackTheOthers()
    {
        var before = await PrioritiesAsync();
        var outcome = await RunAsync(new BulkChange.Prioritize(Priority.P3), desk.Agent);
        Assert.All(await PrioritiesAsync(), priority => Assert.Equal(Priority.P3, priority));
        await desk.UseAsync<ChangePriority, Result<Unit>>(u => u.RunAsync(tickets[2], Priority.P1, desk.Admin, default));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, await desk.UseAsync<ChangeTickets, int>(u => u.UndoAsync(outcome, desk.Agent)));
        Assert.Equal([before[0], before[1], Priority.P1], await PrioritiesAsync());
        var events = await desk.ReadAsync(db =>
            db.Events.Where(e => e.Kind == TicketEventKind.PriorityChanged && e.TicketId == tickets[0]).OrderBy(e => e.At).ToListAsync()
        );
        Assert.Equal([(before[0].ToString(), "P3"), ("P3", before[0].ToString())], events.Select(e => (e.From!, e.To!)));
    }

    [Fact]
    public async Task UndoAsync_SomebodyChangedOneWhileTheOthersWereChanged_PutsBackWhatTheySaid()
    {
        await RunAsync(new BulkChange.Prioritize(Priority.P2), desk.Agent);
        var outcome = await desk.UseAsync<ChangeTickets, ChangeTickets.Outcome>(u => u.RunAsync(
            tickets, new BulkChange.Prioritize(Priority.P3), desk.Agent,
            async count =>
            {
                if (count == 1)
                    await desk.UseAsync<ChangePriority, Result<Unit>>(one => one.RunAsync(tickets[2], Priority.P1, desk.Admin, default));
            },
            default));
        Assert.Equal(3, outcome.Changed.Count);
        await desk.UseAsync<ChangeTickets, int>(u => u.UndoAsync(outcome, desk.Agent));
        Assert.Equal([Priority.P2, Priority.P2, Priority.P1], await PrioritiesAsync());
    }

    [Fact]
    public async Task T52_RunAsync_Stranger_ChangesNothing()
    {
        BulkChange[] all = [new BulkChange.Assign(desk.Stranger.UserId), new BulkChange.Prioritize(Priority.P3), new BulkChange.Move(TicketStatus.Closed)];
        foreach (var change in all)
            Assert.Empty((await RunAsync(change, desk.Stranger)).Changed);
        // A merchant sees the shop's ticket and may close it, but neither assigns nor puts it before others.
        Assert.Equal(
            [(1001L, Problem.NotFound)],
            (await RunAsync(new BulkChange.Prioritize(Priority.P3), desk.Merchant)).Refused.Select(refused => (refused.Number, refused.Problem)));
        Assert.Equal([tickets[0]], (await RunAsync(new BulkChange.Move(TicketStatus.Closed), desk.Merchant)).Changed.Select(done => done.Id));
        Assert.Empty(await desk.UseAsync<ListAssignees, IReadOnlyList<ListAssignees.Person>>(u => u.RunAsync(desk.Merchant, default)));
    }

    private Task<ChangeTickets.Outcome> RunAsync(BulkChange change, Actor actor, List<int>? told = null) =>
        desk.UseAsync<ChangeTickets, ChangeTickets.Outcome>(u => u.RunAsync(tickets, change, actor, count =>
        {
            told?.Add(count);
            return Task.CompletedTask;
        }, default));

    private Task<List<Priority>> PrioritiesAsync() => desk.ReadAsync(db => db.Tickets.OrderBy(t => t.Number).Select(t => t.Priority).ToListAsync());
}
