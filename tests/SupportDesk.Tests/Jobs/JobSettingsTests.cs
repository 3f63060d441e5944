using Microsoft.Extensions.Configuration;
using SupportDesk.Jobs;
using SupportDesk.Kernel;

namespace SupportDesk.Tests.Jobs;

public sealed class JobSettingsTests
{
    [Theory]
    [InlineData("00:00:01", "*/1 * * * * *")]
    [InlineData("00:00:05", "*/5 * * * * *")]
    [InlineData("00:01:00", "*/1 * * * *")]
    [InlineData("00:20:00", "*/20 * * * *")]
    [InlineData("01:00:00", "0 */1 * * *")]
    [InlineData("06:00:00", "0 */6 * * *")]
    [InlineData("1.00:00:00", "0 0 * * *")]
    public void CronOf_PeriodOfTheSettings_IsSaidInCron(string period, string cron)
    {
        var (settings, jobs) = Read(("Jobs:SendMail", period));
        Assert.Equal(cron, settings.CronOf(jobs.All[0]));
    }

    [Fact]
    public void CronOf_NothingSet_IsWhatTheFeatureDeclared()
    {
        var (settings, jobs) = Read();
        Assert.Equal(["*/5 * * * * *", "30 3 * * *"], jobs.All.Select(settings.CronOf));
        Assert.True(settings.IsEnabled);
    }

    [Theory]
    [InlineData("Jobs:SendMail", "00:00:07")]
    [InlineData("Jobs:SendMail", "00:00:00.5")]
    [InlineData("Jobs:SendMail", "00:01:30")]
    [InlineData("Jobs:SendMail", "2.00:00:00")]
    [InlineData("Jobs:SendMail", "-00:00:05")]
    [InlineData("Jobs:SendMail", "often")]
    [InlineData("Jobs:CompareMailboxes", "25:00")]
    [InlineData("Jobs:RetryAfter", "00:00:00")]
    [InlineData("Jobs:RetryAtMost", "later")]
    [InlineData("Jobs:Retries", "-1")]
    [InlineData("Jobs:Enabled", "perhaps")]
    [InlineData("Jobs:SendMale", "00:00:05")]
    public void Read_SettingThatCannotBe_IsNamed(string key, string value) =>
        Assert.Contains(key, Assert.Throws<ConfigurationException>(() => Read((key, value))).Message, StringComparison.Ordinal);

    [Fact]
    public void PauseAfter_OneFailureAfterTheOther_DoublesUpToTheMost()
    {
        var (settings, _) = Read(("Jobs:RetryAfter", "00:00:10"), ("Jobs:RetryAtMost", "00:01:00"));
        Assert.Equal([10, 20, 40, 60, 60], Enumerable.Range(1, 5).Select(failures => settings.PauseAfter(failures).TotalSeconds));
        Assert.Equal(60, settings.PauseAfter(1000).TotalSeconds);
    }

    private static (JobSettings Settings, JobCatalogue Jobs) Read(params (string Key, string Value)[] settings)
    {
        var jobs = new JobCatalogue();
        jobs.Every("send-mail", TimeSpan.FromSeconds(5), (Work work) => work.RunAsync(default));
        jobs.Nightly("compare-mailboxes", "03:30", (Work work) => work.RunAsync(default));
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        return (new JobSettings(configuration, jobs), jobs);
    }

    internal sealed class Work
    {
        private readonly TaskCompletionSource done = new();

        public Task RunAsync(CancellationToken ct) => done.Task.WaitAsync(ct);
    }
}
