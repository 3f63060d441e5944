using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using SupportDesk.Shell;

namespace SupportDesk.Tests.Shell;

public sealed class SafeConsoleTests
{
    [Fact]
    public void T41_Log_ServersReplyInMessageAndException_SteersNoTerminal()
    {
        const string reply = "550 \u001b[2J\u001b]0;root\u0007 go\raway";
        var line = Write(new IOException(reply), "The server said: " + reply);
        Assert.DoesNotContain('\u001b', line);
        Assert.DoesNotContain('\u0007', line);
        Assert.DoesNotContain('\r', line.ReplaceLineEndings("\n"));
        Assert.Contains("550 \uFFFD[2J", line, StringComparison.Ordinal);
        Assert.Contains("System.IO.IOException: 550 ", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Log_LinesWithoutSuchThings_LookAsUsual()
    {
        var error = new IOException("нет связи");
        Assert.Equal(Write(error, "Ящик не прочитан", ConsoleFormatterNames.Simple), Write(error, "Ящик не прочитан"));
        Assert.Equal(Write(null, "две\nстроки", ConsoleFormatterNames.Simple), Write(null, "две\nстроки"));
    }

    [Fact]
    public void Settings_ThatNameAFormatter_AreFollowed()
    {
        Assert.Equal("json", Options(("Logging:Console:FormatterName", "json")).FormatterName);
        Assert.Equal(SafeConsole.Key, Options().FormatterName);
    }

    private static string Write(Exception? error, string message, string formatter = SafeConsole.Key)
    {
        using var services = Services();
        var written = new StringWriter();
        services.GetServices<ConsoleFormatter>().Single(one => one.Name == formatter)
            .Write(new LogEntry<string>(LogLevel.Warning, "Mail", 0, message, error, (state, _) => state), null, written);
        return written.ToString();
    }

    private static ConsoleLoggerOptions Options(params (string Key, string Value)[] settings)
    {
        using var services = Services(settings);
        return services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value;
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings) =>
        DeskHost.CreateBuilder([.. settings.Select(setting => $"--{setting.Key}={setting.Value}")]).Services.BuildServiceProvider();
}
