using SupportDesk.Kernel;

namespace SupportDesk.Shell;

/// <summary>
/// For whoever watches the desk: «ok», or what is wrong. A desk that is unwell still answers 200: restarting it helps nobody. One that is about
/// to stop answers 503: a paused page has to wait for the next one, since it gives its state away only once.
/// </summary>
internal static class Health
{
    public static async Task<IResult> AnswerAsync(IEnumerable<IHealthSign> signs, IHostApplicationLifetime lifetime, CancellationToken ct)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return Results.Text("stopping", statusCode: StatusCodes.Status503ServiceUnavailable);
        var troubles = new List<string>();
        foreach (var sign in signs)
        {
            if (await sign.FindTroubleAsync(ct) is { } trouble)
                troubles.Add(trouble);
        }

        return Results.Text(troubles.Count == 0 ? "ok" : "degraded: " + string.Join("; ", troubles));
    }
}
