using Microsoft.Extensions.Logging;
using SupportDesk.Jobs;

namespace SupportDesk.Tests.Jobs;

public sealed class HangfireLogsTests
{
    // The place of Hangfire's log is static: the server of one desk would not start because another has ended.
    [Fact]
    public void GetLogger_DeskThatSetItHasEnded_IsSilent()
    {
        var factory = new LoggerFactory();
        var logs = new HangfireLogs(factory);
        factory.Dispose();
        Assert.False(logs.GetLogger("Hangfire.BackgroundJobServer").Log(Hangfire.Logging.LogLevel.Error, () => "text"));
    }
}
