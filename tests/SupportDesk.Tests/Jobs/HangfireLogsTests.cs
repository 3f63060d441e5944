using Hangfire.Logging;
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

    [Fact]
    public async Task Desk_ThatHasEnded_LeavesALogThatAnotherCanUse()
    {
        await using (await new Trial().ServeAsync(TimeSpan.FromHours(1)))
        {
        }

        Assert.Null(Record.Exception(() => LogProvider.GetLogger("Hangfire.BackgroundJobServer")));
    }
}
