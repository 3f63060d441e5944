using System.Collections.Concurrent;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.Diagnostics.Home;

/// <summary>
/// The last verdicts of the tools that keep nothing: a signature, a log, a status. In memory, one for each person and tool; only
/// the verdict, never what was looked at.
/// </summary>
public sealed class RecentFindings(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(Guid Person, string Tool), ToolFinding> last = new();

    public void Put(Actor actor, string tool, Severity severity, string key)
    {
        if (actor.UserId is { } person)
            last[(person, tool)] = new ToolFinding(severity, new LocalizedText(typeof(DiagnosticsText), key, []), clock.GetUtcNow());
    }

    public ToolFinding? Of(Actor actor, string tool) => actor.UserId is { } person ? last.GetValueOrDefault((person, tool)) : null;
}

/// <summary>The last verdict of a tool that keeps nothing.</summary>
internal sealed class RecentToolFindings(RecentFindings recent, string tool) : IToolFindings
{
    public string Tool => tool;

    public Task<ToolFinding?> LastAsync(Actor actor, CancellationToken ct) => Task.FromResult(recent.Of(actor, tool));
}
