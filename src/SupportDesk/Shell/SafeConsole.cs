using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using SupportDesk.Kernel;

namespace SupportDesk.Shell;

/// <summary>
/// The console's usual lines, but what mail servers and e-mails brought into them stays text: a log is read in terminals (T-41).
/// </summary>
/// <param name="services">The usual formatter is asked for late, since it comes out of the same collection as this one.</param>
internal sealed class SafeConsole(IServiceProvider services) : ConsoleFormatter(Key)
{
    public const string Key = "printable";

    private readonly Lazy<ConsoleFormatter> usual = new(() => services.GetServices<ConsoleFormatter>().First(one => one.Name == ConsoleFormatterNames.Simple));

    /// <summary>Takes effect unless the settings name another formatter, such as <c>json</c>.</summary>
    public static void AddTo(IServiceCollection services)
    {
        services.AddLogging(logging => logging.AddConsoleFormatter<SafeConsole, SimpleConsoleFormatterOptions>());
        services.PostConfigure<ConsoleLoggerOptions>(console => console.FormatterName ??= Key);
    }

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        // The exception goes along as part of the message, where it looks the same and can be cleaned.
        var (entry, message) = (logEntry, logEntry.Formatter(logEntry.State, logEntry.Exception));
        var text = TerminalText.Text(entry.Exception is null ? message : message + Environment.NewLine + entry.Exception);
        usual.Value.Write(new LogEntry<TState>(entry.LogLevel, entry.Category, entry.EventId, entry.State, null, (_, _) => text), scopeProvider, textWriter);
    }
}
