using Hangfire.AspNetCore;
using Hangfire.Logging;

namespace SupportDesk.Jobs;

/// <summary>
/// Hangfire's log. Its place is static, so the desk that asks may not be the one that set it, and that one may have ended:
/// then it is silent, since a logger that cannot be had would keep the jobs of the other from ever starting.
/// </summary>
internal sealed class HangfireLogs(ILoggerFactory logs) : ILogProvider
{
    private readonly AspNetCoreLogProvider inner = new(logs);

    public ILog GetLogger(string name)
    {
        try
        {
            return inner.GetLogger(name);
        }
        catch (ObjectDisposedException)
        {
            return Silence.Instance;
        }
    }

    private sealed class Silence : ILog
    {
        public static readonly Silence Instance = new();

        public bool Log(Hangfire.Logging.LogLevel logLevel, Func<string>? messageFunc, Exception? exception = null) => false;
    }
}
