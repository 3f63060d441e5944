using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Payers;

public enum ProgressState { Done, Now, Ahead }

/// <param name="Key">The text that names the step.</param>
/// <param name="At">When it was done or began; null if it has not.</param>
public sealed record CaseStep(string Key, ProgressState State, DateTimeOffset? At);

/// <summary>The way of a ticket as its payer sees it: what was, what is going on, what comes.</summary>
internal static class CaseProgress
{
    /// <param name="status">Where the ticket stands.</param>
    /// <param name="since">When it came there.</param>
    /// <param name="created">When it was opened.</param>
    /// <param name="taken">When somebody first looked; null if nobody has.</param>
    /// <param name="asked">When the provider was asked; null if it was not.</param>
    public static IReadOnlyList<CaseStep> Of(
        TicketStatus status, DateTimeOffset since, DateTimeOffset created, DateTimeOffset? taken, DateTimeOffset? asked)
    {
        var ended = status is TicketStatus.Resolved or TicketStatus.Closed;
        var steps = new List<CaseStep> { new("StepReceived", ProgressState.Done, created) };
        var looking = status == TicketStatus.New || (status == TicketStatus.Open && asked is null);
        steps.Add(new("StepLooking", looking ? ProgressState.Now : ProgressState.Done, taken));
        if (asked is not null)
            steps.Add(new("StepProvider", status == TicketStatus.WaitingOnProvider ? ProgressState.Now : ProgressState.Done, asked));
        if (status == TicketStatus.WaitingOnRequester)
            steps.Add(new("StepYou", ProgressState.Now, since));
        steps.Add(ended
            ? new CaseStep("StepEnd", ProgressState.Done, since)
            : new("StepAnswer", status == TicketStatus.Open && asked is not null ? ProgressState.Now : ProgressState.Ahead, null));
        return steps;
    }
}
