using System.Globalization;
using System.Text.Json;
using SupportDesk.Masking;

namespace SupportDesk.Cli;

/// <summary>
/// The report of <c>supportdesk mask</c>: written beside its place with rights for the owner only and moved there when
/// it is whole. It is opened before anything is masked, so that a long run does not end without it.
/// </summary>
internal sealed class MaskReportFile : IDisposable
{
    private readonly string _path;
    private readonly string? _temporary; // null for a device or a pipe, which is written directly
    private readonly FileStream _stream;

    private MaskReportFile(string path, string? temporary)
    {
        _path = path;
        _temporary = temporary;
        var options = new FileStreamOptions { Mode = temporary is null ? FileMode.Open : FileMode.CreateNew, Access = FileAccess.Write };
        if (temporary is not null && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _stream = new FileStream(temporary ?? path, options);
    }

    public static MaskReportFile Create(string path, string input)
    {
        try
        {
            var full = Path.GetFullPath(path);
            if (full is "/dev/stdout" or "/dev/fd/1" or "/proc/self/fd/1")
                throw new MaskFailure("the report cannot go to standard output: the masked text is there. Name a file after --report.");
            if (full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith("/proc/", StringComparison.Ordinal))
                return new MaskReportFile(full, null);
            if (new FileInfo(full) is { LinkTarget: not null } link)
                full = link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? full;
            if (Directory.Exists(full))
                throw new MaskFailure($"the report {path} is a folder. Name a file in it.");
            if (input != MaskInput.StandardInput && full == Path.GetFullPath(input))
                throw new MaskFailure($"the report {path} would replace the input. Name another file after --report.");
            return new MaskReportFile(full, string.Create(CultureInfo.InvariantCulture, $"{full}.{Environment.ProcessId}.tmp"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unwritable(path, error);
        }
    }

    public void Write(MaskReport report)
    {
        try
        {
            using (_stream)
            using (var json = new Utf8JsonWriter(_stream))
                Write(json, report);
            if (_temporary is not null)
                File.Move(_temporary, _path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(_path, error);
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        if (_temporary is not null)
            File.Delete(_temporary);
    }

    private static void Write(Utf8JsonWriter json, MaskReport report)
    {
        json.WriteStartObject();
        json.WriteNumber("bytes", report.Bytes);
        json.WriteStartObject("counts");
        foreach (var (kind, count) in report.Counts.Select(pair => (Name(pair.Key), pair.Value)).OrderBy(pair => pair.Item1, StringComparer.Ordinal))
            json.WriteNumber(kind, count);
        json.WriteEndObject();
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings.OrderBy(finding => finding.Offset))
        {
            json.WriteStartObject();
            json.WriteString("kind", Name(finding.Kind));
            json.WriteNumber("line", finding.Line);
            json.WriteNumber("offset", finding.Offset);
            json.WriteNumber("length", finding.Length);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Name(SecretKind kind) => kind.ToString().ToLowerInvariant();

    private static MaskFailure Unwritable(string path, Exception error) =>
        new($"the report {path} cannot be written: {error.Message} Name a file in a folder that exists and that you may write to.");
}
