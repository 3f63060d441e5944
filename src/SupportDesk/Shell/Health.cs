using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SupportDesk.Shell;

/// <summary>
/// For whoever watches the desk: «ok», or what is wrong. A desk that is unwell still answers 200: restarting it helps nobody. One that is about
/// to stop answers 503: a paused page has to wait for the next one, since it gives its state away only once. One that cannot even look, such as
/// into its database, answers 500.
/// </summary>
internal static class Health
{
    /// <summary>Its warnings say once more, at each look, what the answer says.</summary>
    public const string LogCategory = "Microsoft.Extensions.Diagnostics.HealthChecks";

    public static async Task<IResult> AnswerAsync(HealthCheckService checks, IHostApplicationLifetime lifetime, CancellationToken ct)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return Results.Text("stopping", statusCode: StatusCodes.Status503ServiceUnavailable);
        var report = await checks.CheckHealthAsync(ct);
        if (report.Status == HealthStatus.Healthy)
            return Results.Text("ok");
        var troubles = report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy).Select(entry => Say(entry.Key, entry.Value));
        return Results.Text(
            "degraded: " + string.Join("; ", troubles),
            statusCode: report.Status == HealthStatus.Unhealthy ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK
        );
    }

    // What an exception says is for the log: anybody may ask here.
    private static string Say(string name, HealthReportEntry entry) =>
        entry.Exception is null && entry.Description is { } trouble ? trouble : name + " cannot be checked";
}
