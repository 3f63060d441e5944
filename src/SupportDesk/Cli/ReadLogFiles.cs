using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SupportDesk.Features.Diagnostics.Logs;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Cli;

/// <summary>Reads logs on the command line. Queries of requests are not printed: they hold signatures and people's data.</summary>
internal static class ReadLogFiles
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal sealed record Input(IReadOnlyList<string> Files, string Invoice, string? Format, double SlowSeconds, string? Excerpt);

    /// <returns>0 when the logs were read, whatever they say; 2 when they could not be.</returns>
    public static async Task<int> RunAsync(Input input, bool asJson, CancellationToken ct)
    {
        LogReading reading;
        try
        {
            reading = await ReadAsync(input, ct);
            if (input.Excerpt is { } file)
                await WriteExcerptAsync(file, reading.Evidence, ct);
        }
        catch (Exception error)
            when (error is MaskFailure or IOException or UnauthorizedAccessException or FormatException or ArgumentException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync("logs read: " + error.Message);
            return Commands.BadInput;
        }

        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        await output.WriteLineAsync(asJson ? ToJson(reading) : ToText(reading));
        return 0;
    }

    private static async Task<LogReading> ReadAsync(Input input, CancellationToken ct)
    {
        if (!InvoiceId.TryParse(input.Invoice, out var invoice))
            throw new FormatException($"--invoice {input.Invoice}: an InvoiceID is a whole number from 1 to {long.MaxValue}.");
        if (!(input.SlowSeconds > 0))
            throw new FormatException($"--slow-seconds {input.SlowSeconds.ToString(CultureInfo.InvariantCulture)}: it has to be above zero.");
        var custom = input.Format is null
            ? null
            : PatternFormat.Parse(input.Format)
                ?? throw new FormatException(
                    $"--format {input.Format}: a request ($request or $request_uri, %r or %U) and a status ($status or %s) have to be in it."
                );
        if (input.Excerpt is { } excerpt && input.Files.Any(file => file != MaskInput.StandardInput && FinalPath(file) == FinalPath(excerpt)))
            throw new FormatException($"--excerpt {excerpt} would replace a log. Name another file.");
        var logs = new ReadLogs(invoice, custom, TimeSpan.FromSeconds(input.SlowSeconds));
        foreach (var file in input.Files)
        {
            try
            {
                await using var stream = MaskInput.Open(file);
                await logs.AddAsync(stream, Progress(file, stream.CanSeek ? stream.Length : 0), ct);
            }
            catch (InvalidDataException error)
            {
                throw new InvalidDataException(
                    $"{MaskInput.Name(file)} begins as gzip and cannot be unpacked: {error.Message} Unpack it, or copy it again.",
                    error
                );
            }
        }

        var reading = logs.Result();
        if (reading.CutLines > 0)
            await Console.Error.WriteLineAsync(
                $"logs read: {reading.CutLines} lines are longer than {LogLines.MaxLine / 1024} KB; what is behind that was not looked at."
            );
        if (reading.BrokenFiles > 0)
            await Console.Error.WriteLineAsync($"logs read: {reading.BrokenFiles} packed logs break off in the middle and were read so far. Copy them again.");
        if (reading.AssumesColumns)
            await Console.Error.WriteLineAsync(
                "logs read: a log of IIS does not begin with #Fields:, so its columns were taken for those that IIS writes by default. "
                    + "Check the answer, or add the beginning of the log."
            );
        return reading;
    }

    private static async Task WriteExcerptAsync(string file, IReadOnlyList<string> lines, CancellationToken ct)
    {
        try
        {
            await File.WriteAllTextAsync(file, MaskedLines.Of(lines), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), ct);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MaskFailure($"the excerpt {file} cannot be written: {error.Message} Name a file in a folder that exists and that you may write to.");
        }
    }

    private static string FinalPath(string file) =>
        new FileInfo(file) is { LinkTarget: not null } link
            ? link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? link.FullName
            : Path.GetFullPath(file);

    // Only for people: a program that reads the answer is not told.
    private static Action<long>? Progress(string file, long length)
    {
        if (Console.IsErrorRedirected || length < 1 << 24)
            return null;
        var (clock, said) = (TimeProvider.System, TimeProvider.System.GetTimestamp());
        return moved =>
        {
            if (clock.GetElapsedTime(said) < Quiet)
                return;
            said = clock.GetTimestamp();
            Console.Error.Write($"\r{file}: {100 * moved / length} %  ");
        };
    }

    private static string ToJson(LogReading reading) => JsonSerializer.Serialize(new
    {
        invoice = reading.Invoice,
        lines = reading.Lines,
        notifications = reading.Notifications.Select(one => new
        {
            time = one.Time?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFzzz", CultureInfo.InvariantCulture),
            remote = one.Remote,
            method = one.Method,
            path = one.Path,
            status = one.Status,
            durationMs = one.Duration is { } took ? (long?)Math.Round(took.TotalMilliseconds) : null,
        }),
        verdict = LogVerdicts.CodeOf(reading.Verdict),
        retries = reading.Retries,
        unread = reading.Unread,
        withoutFields = reading.WithoutFields,
        returns = reading.Returns,
    }, Json);

    private static string ToText(LogReading reading)
    {
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"Invoice {reading.Invoice}: {LogVerdicts.CodeOf(reading.Verdict)}, "
                + $"{reading.Notifications.Count} notifications, {reading.Retries} retries; "
                + $"{reading.Mentions} of {reading.Lines} lines name it."
        );
        for (var i = 0; i < reading.Notifications.Count; i++)
        {
            var one = reading.Notifications[i];
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n{one.Time?.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture) ?? "-",-26}"
                    + $"  {Shown(one.Remote ?? "-"),-15}  {Shown(one.Method),-4}  {one.Status}"
                    + $"  {(one.Duration is { } took ? $"{took.TotalSeconds:0.###} s" : "-"),8}  {Shown(one.Path)}"
            );
            if (i > 0 && reading.Pauses[i - 1] is { } pause)
                text.Append(CultureInfo.InvariantCulture, $"  (after {pause.TotalSeconds:0} s)");
        }

        if (reading is { Mentions: > 0, Notifications.Count: 0 })
            text.Append("\nNone of these lines could be read as a request of the invoice. If their shape is none of the usual, name it with --format.");
        return text.ToString();
    }

    // JSON can hold what moves a cursor or begins a line of its own.
    private static string Shown(string text) => TerminalText.Text(text.ReplaceLineEndings(" "));
}
