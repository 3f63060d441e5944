using Microsoft.Extensions.Localization;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.Diagnostics.Probe;

/// <summary>A look at a ResultURL as text, for a file of a case.</summary>
internal static class ProbeReport
{
    public static string Of(
        string url,
        DateTimeOffset at,
        IReadOnlyList<RunProbe.Finding> found,
        IStringLocalizer<DiagnosticsText> texts,
        LocalizedTexts localized,
        DeskTime time
    )
    {
        var lines = new List<string> { $"{texts["ReportProbe"]}, {time.Full(at)}", url, "" };
        foreach (var step in found)
        {
            lines.Add(
                $"[{texts["Severity_" + step.Severity]}] {texts["Step_" + step.Name]}: "
                    + $"{(step.Seen is { } seen ? localized.Say(seen) : texts["ProbeSkipped"])}"
                    + $"{(step is { Seen: not null, Milliseconds: > 0 } ? $" ({texts["ProbeMs", step.Milliseconds]})" : "")}"
            );
            if (step is { Seen: not null, Evidence.Length: > 0 })
                lines.Add($"    {texts["ProbeGot"]} {step.Evidence}");
            if (step is { Seen: not null, Expected: { } expected })
                lines.Add($"    {texts["ProbeWanted"]} {expected}");
            if (step is { Seen: not null, Advice: { } advice })
                lines.Add("    " + localized.Say(advice));
        }

        return string.Join('\n', lines) + "\n";
    }
}
