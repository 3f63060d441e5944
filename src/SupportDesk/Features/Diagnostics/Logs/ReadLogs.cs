using System.Text;
using System.Text.RegularExpressions;

namespace SupportDesk.Features.Diagnostics.Logs;

/// <summary>Reads logs of web servers, one after the other, for one invoice.</summary>
/// <param name="invoice">1 to 9223372036854775807, without leading zeros.</param>
/// <param name="custom">The shape of the lines, where it is not one of the usual.</param>
internal sealed partial class ReadLogs(string invoice, PatternFormat? custom, TimeSpan slow)
{
    public const int MostNotifications = 10_000;
    public const int MostEvidence = 200;

    private static readonly string[] Names = ["InvId", "InvoiceID", "inv_id", "invoice_id"];
    private readonly InvoiceIdMatcher matcher = new(invoice);

    // Also in a body that the server logs, as a form or as JSON.
    private readonly Regex invoiceField = new(
        $"""\b(inv_?id|invoice_?id)\\?["']?\s*[=:]\s*\\?["']?0*{invoice}\b""",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    );

    // Where the provider's address is logged, and the field, what has neither is no notification.
    private readonly List<LogEntry> named = [];
    private readonly List<LogEntry> mentioned = [];
    private readonly List<LogEntry> anonymous = [];
    private readonly List<(long At, string Line)> namedLines = [];
    private readonly List<(long At, string Line)> mentionedLines = [];
    private readonly Dictionary<int, long> statuses = [];
    private readonly List<LogFileReading> files = [];
    private long lines;
    private long mentions;
    private long cutLines;
    private int brokenFiles;
    private bool assumesColumns;
    private long unread;
    private long withoutFields;
    private int returns;

    /// <summary>The lines that name the invoice are kept with their neighbours, for each log.</summary>
    public bool KeepsExcerpts { get; init; }

    /// <exception cref="InvalidDataException">It begins as gzip and is none.</exception>
    public async Task AddAsync(Stream log, Action<long>? moved, CancellationToken ct)
    {
        // Each file may be of another kind.
        var (iis, combined, json) = (new IisFormat(), new CombinedFormat(), new JsonFormat());
        var excerpt = KeepsExcerpts ? new LogExcerpt() : null;
        var (read, cut, breaksOff) = await LogLines.ReadAsync(log, (line, isHalf) =>
        {
            var isDirective = IisFormat.IsDirective(line);
            var isMention = !isDirective && matcher.IsIn(line);
            excerpt?.Add(line, isMention);
            if (isDirective)
                iis.Direct(Encoding.UTF8.GetString(line));
            else if (isMention)
                Take(Encoding.UTF8.GetString(line), isHalf);
            else if (!isHalf && !NamesAnInvoice(line) && ProviderAddress.IsIn(line))
                Count(Encoding.UTF8.GetString(line));
        }, moved, ct);
        (lines, cutLines, brokenFiles) = (lines + read, cutLines + cut, brokenFiles + (breaksOff ? 1 : 0));
        if (excerpt is not null)
            files.Add(excerpt.Result());

        LogEntry? Read(string line) =>
            custom?.Read(line) ?? (line.AsSpan().TrimStart() is ['{', ..] ? json.Read(line) : combined.Read(line) ?? iis.Read(line));

        void Count(string line)
        {
            var request = Read(line);
            if (request is null ? Post().IsMatch(line) : RequestOrigins.IsProvider(request, line) && NumberOf(request.Target) is null)
                withoutFields++;
        }

        void Take(string line, bool isHalf)
        {
            mentions++;
            var entry = Read(line);
            // What a page loads while the buyer is on it carries its address, and brings nothing itself.
            var own = entry?.Referrer is not { } from || !from.Contains(invoice, StringComparison.Ordinal) ? line
                : custom is null && line.AsSpan().TrimStart() is ['{', ..] ? JsonFormat.OwnText(line) ?? line
                : line.Replace(from, "-", StringComparison.Ordinal);
            // Lines that only mention the number, however many, take no room from those that name it.
            var isNamed = invoiceField.IsMatch(Unescaped(own));
            if ((isNamed ? namedLines : mentionedLines) is { Count: < MostEvidence } evidence)
                evidence.Add((mentions, line));
            if (entry is null && (isNamed || matcher.IsNamedIn(Encoding.UTF8.GetBytes(own)) || ProviderAddress.IsIn(Encoding.UTF8.GetBytes(own))))
                unread++;
            if (isHalf)
                entry = HalfOf(entry, line);
            // An application may log numbers of its own under the name of a status.
            if ((entry is { Status: >= 100 and <= 599 } ? entry.Status : isHalf ? null : LogStatus.Of(line)) is { } status)
                statuses[status] = statuses.GetValueOrDefault(status) + 1;
            excerpt?.Summarize(entry, line);
            if (entry is null || !ReferenceEquals(own, line) && !matcher.IsIn(Encoding.UTF8.GetBytes(own)))
                return;
            // The number that was found may be an amount or a size; the field says whose line it is.
            if (NumberOf(entry.Target) is { } number && number != invoice)
                return;
            Sort(entry, RequestOrigins.Of(entry, line, Unescaped(own), isNamed), isNamed);
            assumesColumns |= iis.AssumesColumns;
        }
    }

    private void Sort(LogEntry entry, RequestOrigin origin, bool isNamed)
    {
        if (origin == RequestOrigin.Buyer)
            returns++;
        else if (origin == RequestOrigin.Unknown)
            withoutFields++;
        else if (origin != RequestOrigin.Other)
        {
            var list = origin == RequestOrigin.Fields ? anonymous : isNamed ? named : mentioned;
            // What has the number in its path alone can be of another kind, whose answer nobody reads.
            if (list.Count < MostNotifications)
                list.Add(entry with { LacksAnswer = isNamed && entry.Size < "OK".Length + invoice.Length });
        }
    }

    public LogReading Result()
    {
        var found = named.Count > 0 ? named : mentioned.Count > 0 ? mentioned : anonymous;
        var notifications = found.OrderBy(entry => entry.Time ?? DateTimeOffset.MinValue).ToList();
        var verdict =
            notifications.Count > 0 ? LogVerdicts.Of(notifications, slow)
            : unread > 0 ? LogVerdict.Unreadable
            : withoutFields > 0 ? LogVerdict.FieldsNotLogged
            : LogVerdict.NoneArrived;
        return new LogReading(invoice, lines, mentions, notifications, verdict, Math.Max(0, notifications.Count - 1), Evidence())
        {
            Unread = unread,
            WithoutFields = withoutFields,
            Returns = returns,
            CutLines = cutLines,
            BrokenFiles = brokenFiles,
            AssumesColumns = assumesColumns,
            Statuses = [.. statuses.OrderByDescending(one => one.Value).Select(one => (one.Key, one.Value))],
            Files = files,
        };
    }

    // A number at the end of half a line may go on, a status may be the beginning of one, and a duration stands last.
    private LogEntry? HalfOf(LogEntry? entry, string line) =>
        entry is null or { Status: < 100 } || line.EndsWith(invoice, StringComparison.Ordinal) ? null : entry with { Duration = null, Size = null };

    private List<string> Evidence() =>
        [.. namedLines.Concat(mentionedLines.Take(MostEvidence - namedLines.Count)).OrderBy(one => one.At).Select(one => one.Line)];

    // In JSON: what stands between fields, and between a name and its value.
    private static string Unescaped(string line) =>
        line.Replace(@"\u0026", "&", StringComparison.OrdinalIgnoreCase).Replace(@"\u003d", "=", StringComparison.OrdinalIgnoreCase);

    // Most lines of the provider are of other invoices, and need no reading.
    private static bool NamesAnInvoice(ReadOnlySpan<byte> line) =>
        line.IndexOf("InvId="u8) >= 0 || line.IndexOf("InvoiceID="u8) >= 0 || line.IndexOf("inv_id="u8) >= 0;

    private static string? NumberOf(string target)
    {
        if (target.Split('?', 2) is not [_, var query])
            return null;
        foreach (var pair in query.Split('&'))
        {
            if (pair.Split('=', 2) is [var name, var value] && Names.Contains(name, StringComparer.OrdinalIgnoreCase))
                return Uri.UnescapeDataString(value).Trim().TrimStart('0');
        }

        return null;
    }

    [GeneratedRegex(@"\bPOST\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Post();
}
