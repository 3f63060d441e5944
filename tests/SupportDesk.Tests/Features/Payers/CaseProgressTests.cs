using SupportDesk.Data.Entities;
using SupportDesk.Features.Payers;

namespace SupportDesk.Tests.Features.Payers;

public sealed class CaseProgressTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(TicketStatus.New, false, "StepReceived:Done StepLooking:Now StepAnswer:Ahead")]
    [InlineData(TicketStatus.Open, false, "StepReceived:Done StepLooking:Now StepAnswer:Ahead")]
    [InlineData(TicketStatus.WaitingOnProvider, true, "StepReceived:Done StepLooking:Done StepProvider:Now StepAnswer:Ahead")]
    [InlineData(TicketStatus.Open, true, "StepReceived:Done StepLooking:Done StepProvider:Done StepAnswer:Now")]
    [InlineData(TicketStatus.WaitingOnRequester, false, "StepReceived:Done StepLooking:Done StepYou:Now StepAnswer:Ahead")]
    [InlineData(TicketStatus.Closed, true, "StepReceived:Done StepLooking:Done StepProvider:Done StepEnd:Done")]
    public void Of_EachStatus_HasItsWay(TicketStatus status, bool asked, string expected)
    {
        var steps = CaseProgress.Of(status, At, At, At, asked ? At : null);
        Assert.Equal(expected, string.Join(' ', steps.Select(step => $"{step.Key}:{step.State}")));
    }

    [Fact]
    public void Of_AnyStatus_HasAtMostOneStepGoingOn() => Assert.All(Enum.GetValues<TicketStatus>(), status =>
        Assert.All(new DateTimeOffset?[] { null, At }, asked =>
            Assert.True(CaseProgress.Of(status, At, At, null, asked).Count(step => step.State == ProgressState.Now) <= 1)));
}
