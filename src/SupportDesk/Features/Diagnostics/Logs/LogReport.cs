using System.Globalization;
using Microsoft.Extensions.Localization;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Diagnostics.Logs;

/// <summary>What logs say about an invoice as text, for a file of a case: the verdict, the notifications, the lines.</summary>
internal static class LogReport
{
    private const int Most = 200;

    public static string Of(LogReading reading, IStringLocalizer<DiagnosticsText> texts, DeskTime time)
    {
        var lines = new List<string>
        {
            $"{texts["ReportLogs", reading.Invoice]}, {time.Full(time.Now)}",
            texts["Log_" + reading.Verdict],
            texts["LogsCounts", reading.Lines, reading.Mentions, reading.Notifications.Count, reading.Retries],
            "",
        };
        lines.AddRange(
            reading
                .Notifications.Take(Most)
                .Select(one =>
                    string.Join(
                        "  ",
                        one.Time is { } at ? time.Full(at) : "–",
                        one.Status.ToString(CultureInfo.InvariantCulture),
                        one.Duration is { } took ? texts["LogsSeconds", took.TotalSeconds].Value : "–",
                        $"{one.Method} {one.Path}",
                        one.Remote
                    )
                )
        );
        if (reading.Notifications.Count > Most)
            lines.Add(texts["LogsMore", Most, reading.Notifications.Count]);
        lines.Add("");
        lines.Add(texts["LogsLines"] + ":");
        lines.Add(MaskedLines.Of(reading.Evidence));
        return string.Join('\n', lines) + "\n";
    }
}
