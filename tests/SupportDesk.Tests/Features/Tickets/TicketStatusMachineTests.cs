using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;

namespace SupportDesk.Tests.Features.Tickets;

public sealed class TicketStatusMachineTests
{
    private static readonly TicketStatus[] All = Enum.GetValues<TicketStatus>();

    [Fact]
    public void Path_AnyRequests_OnlyTakesMovesOfTheTable() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        requests =>
        {
            var status = TicketStatus.New;
            foreach (var wish in requests.Select(b => All[b % All.Length]))
            {
                if (wish == TicketStatus.New && status != TicketStatus.New)
                {
                    Assert.Throws<InvalidOperationException>(() => TicketStatusMachine.Path(status, wish));
                    continue;
                }

                foreach (var next in TicketStatusMachine.Path(status, wish))
                {
                    Assert.Contains(next, TicketStatusMachine.From(status));
                    status = next;
                }

                Assert.Equal(wish, status);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Table_AnyAllowedMoves_NeverComeBackToNewAndAlwaysCanBeClosed() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        choices =>
        {
            var status = TicketStatus.New;
            foreach (var choice in choices)
            {
                var moves = TicketStatusMachine.From(status);
                status = moves[choice % moves.Count];
                Assert.NotEqual(TicketStatus.New, status);
                Assert.True(status == TicketStatus.Closed || TicketStatusMachine.Allows(status, TicketStatus.Closed));
            }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(TicketStatus.Resolved)]
    [InlineData(TicketStatus.Closed)]
    public void Path_FromTheEnd_GoesOnOnlyThroughOpen(TicketStatus end) =>
        Assert.Equal([TicketStatus.Open, TicketStatus.WaitingOnProvider], TicketStatusMachine.Path(end, TicketStatus.WaitingOnProvider));
}
