using Hangfire;
using Hangfire.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportDesk.Kernel;
using SupportDesk.Tests.Security;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Jobs;

/// <summary>A job of the test's own in a desk whose jobs run: it counts its runs and does what the test wants.</summary>
internal sealed class Trial
{
    public const string Name = "trial";
    private int started;
    private int running;

    public Func<CancellationToken, Task> Work { get; set; } = _ => Task.CompletedTask;

    public int Started => started;

    public int MostAtOnce { get; private set; }

    public Kept Kept { get; } = new();

    /// <summary>What the jobs and the host said.</summary>
    public string Log => Kept.LogOf("Hangfire", "SupportDesk", "Microsoft.Extensions.Hosting", "Microsoft.Hosting");

    public async Task<DeskFixture> ServeAsync(TimeSpan period, params (string Key, string Value)[] settings) => await DeskFixture.ServeAsync(
        services =>
        {
            // Hangfire lives by the real clock.
            services.Replace(ServiceDescriptor.Singleton(TimeProvider.System));
            services.AddSingleton(this);
            services.AddScoped<Run>();
            services.AddSingleton<IFeature>(new Feature(period));
            Kept.Listen(services);
        }, [("Jobs:Enabled", "true"), .. settings]);

    public Task UntilStartedAsync(int times) => Until.TrueAsync(() => Started >= times, () => $"{Started} of {times} runs. {Log}");

    public static RecurringJobDto ScheduleOf(DeskFixture desk, string job = Name)
    {
        using var connection = desk.Services.GetRequiredService<JobStorage>().GetConnection();
        return connection.GetRecurringJobs([job])[0];
    }

    private sealed class Feature(TimeSpan period) : IFeature
    {
        public void AddServices(IServiceCollection services, IConfiguration configuration) => throw new NotSupportedException("The test registers its own.");

        public void AddJobs(JobCatalogue jobs) => jobs.Every(Name, period, (Run run) => run.RunAsync(default));
    }

    internal sealed class Run(Trial trial)
    {
        public async Task RunAsync(CancellationToken ct)
        {
            trial.MostAtOnce = Math.Max(trial.MostAtOnce, Interlocked.Increment(ref trial.running));
            Interlocked.Increment(ref trial.started);
            try
            {
                await trial.Work(ct);
            }
            finally
            {
                Interlocked.Decrement(ref trial.running);
            }
        }
    }
}
