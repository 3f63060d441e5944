using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.Diagnostics.Logs;

/// <summary>What became of an invoice's notifications, as the shop's log tells it.</summary>
public enum LogVerdict
{
    /// <summary>No line of it is there.</summary>
    NoneArrived = 0,

    /// <summary>Lines name it, and none of them has a shape that can be read: nobody knows what became of it.</summary>
    Unreadable,

    /// <summary>No line names it, and the provider called: the server does not write down what came in a body.</summary>
    FieldsNotLogged,

    /// <summary>They were sent elsewhere, and their fields were lost on the way.</summary>
    Redirected,

    /// <summary>They were refused: 401, 403, 404 and the like.</summary>
    Refused,

    /// <summary>The shop failed: 500 and the like.</summary>
    Failed,

    /// <summary>The answer came late, or whoever called gave up.</summary>
    Slow,

    /// <summary>Answered once, with or without tries before.</summary>
    Answered,

    /// <summary>Answered more than once: the answer was not the one that is waited for.</summary>
    Duplicated,

    /// <summary>Answered once, and with less than is waited for: an empty page, OK without the number.</summary>
    Incomplete,
}

internal static class LogVerdicts
{
    // nginx: the client hung up before there was an answer.
    private const int HungUp = 499;
    private const int RequestTimeout = 408;

    /// <summary>From when on an answer counts as late, unless somebody says otherwise.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromSeconds(10);

    /// <param name="notifications">In the order in which they came.</param>
    /// <param name="slow">From when on an answer is late.</param>
    public static LogVerdict Of(IReadOnlyList<LogEntry> notifications, TimeSpan slow)
    {
        if (notifications.Count == 0)
            return LogVerdict.NoneArrived;
        var answered = notifications.Where(one => one.Status is >= 200 and < 300).ToList();
        if (answered.Count > 0)
            return OfAnswered(answered, slow);
        return notifications[^1].Status switch
        {
            HungUp or RequestTimeout => LogVerdict.Slow,
            >= 500 => LogVerdict.Failed,
            >= 400 => LogVerdict.Refused,
            _ => LogVerdict.Redirected,
        };
    }

    private static LogVerdict OfAnswered(List<LogEntry> answered, TimeSpan slow) =>
        answered.TrueForAll(one => one.Duration >= slow) ? LogVerdict.Slow
        : answered.Count > 1 ? LogVerdict.Duplicated
        : answered[0].LacksAnswer ? LogVerdict.Incomplete
        : LogVerdict.Answered;

    public static Severity SeverityOf(LogVerdict verdict) => verdict switch
    {
        LogVerdict.Answered => Severity.Green,
        LogVerdict.NoneArrived or LogVerdict.Unreadable or LogVerdict.FieldsNotLogged or LogVerdict.Duplicated => Severity.Yellow,
        _ => Severity.Red,
    };

    /// <summary>Such as <c>none-arrived</c>; never changes.</summary>
    public static string CodeOf(LogVerdict verdict) => verdict switch
    {
        LogVerdict.NoneArrived => "none-arrived",
        LogVerdict.Unreadable => "not-readable",
        LogVerdict.FieldsNotLogged => "fields-not-logged",
        LogVerdict.Redirected => "redirected",
        LogVerdict.Refused => "refused",
        LogVerdict.Failed => "failed",
        LogVerdict.Slow => "slow",
        LogVerdict.Answered => "answered",
        LogVerdict.Incomplete => "incomplete",
        _ => "duplicated",
    };
}
