using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.Diagnostics.Home;

/// <summary>What a tool found last.</summary>
/// <param name="At">Null where it holds at the moment.</param>
public sealed record ToolFinding(Severity Severity, LocalizedText Says, DateTimeOffset? At);

/// <summary>Tells the doctor's home what a tool found last. Whoever has a tool registers one.</summary>
public interface IToolFindings
{
    /// <summary>The tool, as it stands in its address.</summary>
    string Tool { get; }

    /// <returns>Null when it has found nothing that the person may see.</returns>
    Task<ToolFinding?> LastAsync(Actor actor, CancellationToken ct);
}
