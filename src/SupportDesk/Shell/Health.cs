using SupportDesk.Kernel;

namespace SupportDesk.Shell;

/// <summary>For whoever watches the desk: «ok», or what is wrong. A desk that is unwell still answers 200: restarting it helps nobody.</summary>
internal static class Health
{
    public static async Task<IResult> AnswerAsync(IEnumerable<IHealthSign> signs, CancellationToken ct)
    {
        var troubles = new List<string>();
        foreach (var sign in signs)
        {
            if (await sign.FindTroubleAsync(ct) is { } trouble)
                troubles.Add(trouble);
        }

        return Results.Text(troubles.Count == 0 ? "ok" : "degraded: " + string.Join("; ", troubles));
    }
}
