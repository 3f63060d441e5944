using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Client;
using Hangfire.Common;
using Hangfire.InMemory;
using Hangfire.Server;
using Hangfire.States;
using SupportDesk.Kernel;

namespace SupportDesk.Jobs;

/// <summary>
/// Runs what the features declared. The store is in memory: what must not be lost is a row of the desk's own tables, and
/// a desk that starts again finds it there.
/// </summary>
public sealed class JobsFeature : IFeature
{
    // Shorter than the host's own patience, so that a job can still write down what it did.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan RunsStay = TimeSpan.FromHours(1);

    public IEnumerable<SettingsPage> Settings => [new(90, JobsDashboard.Path, "jobs", typeof(JobsText), "Jobs", DeskRole.Lead)];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider => JobCatalogue.Of(provider.GetServices<IFeature>()));
        services.AddSingleton<JobSettings>();
        services.AddSingleton<IStartupCheck>(provider => provider.GetRequiredService<JobSettings>());
        services.AddSingleton<JobStates>();
        services.AddHealthChecks().AddCheck<JobHealth>("jobs");
        // Its constructor takes what this folder keeps to itself, so the container cannot see it.
        services.AddSingleton(provider => new JobCaller(
            provider.GetRequiredService<IBackgroundJobClient>(), provider.GetRequiredService<JobStates>(), provider.GetRequiredService<JobSettings>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<JobCaller>>()));
        AddHangfire(services);
        if (!string.Equals(configuration[$"{JobSettings.Section}:Enabled"], bool.FalseString, StringComparison.OrdinalIgnoreCase))
            AddServer(services);
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => endpoints.MapJobsDashboard();

    // Named before Hangfire adds its own, which are static: several desks in one process must not share them.
    private static void AddHangfire(IServiceCollection services)
    {
        services.AddSingleton<JobStorage>(_ => new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = OneAtATime.FailuresStay })
        {
            JobExpirationTimeout = RunsStay,
        });
        services.AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddSingleton<ITimeZoneResolver, DeskZone>();
        services.AddSingleton<IJobFilterProvider>(Filters);
        // Hangfire takes these three together or not at all.
        services.AddSingleton<IBackgroundJobFactory>(provider => new BackgroundJobFactory(provider.GetRequiredService<IJobFilterProvider>()));
        services.AddSingleton<IBackgroundJobStateChanger>(provider => new BackgroundJobStateChanger(provider.GetRequiredService<IJobFilterProvider>()));
        services.AddSingleton<IBackgroundJobPerformer>(provider => new MaskFailures(
            new BackgroundJobPerformer(provider.GetRequiredService<IJobFilterProvider>(), provider.GetRequiredService<JobActivator>(), TaskScheduler.Default),
            provider.GetRequiredService<JobStates>(), provider.GetRequiredService<ILogger<MaskFailures>>()));
        // The callback comes after Hangfire has set its own log, and only there: what is registered beside it, it replaces.
        services.AddHangfire((provider, configuration) => configuration.UseLogProvider(new HangfireLogs(provider.GetRequiredService<ILoggerFactory>())));
    }

    private static JobFilterCollection Filters(IServiceProvider provider)
    {
        var (states, settings) = (provider.GetRequiredService<JobStates>(), provider.GetRequiredService<JobSettings>());
        return new JobFilterCollection
        {
            {
                new AutomaticRetryAttribute
                {
                    Attempts = settings.Retries,
                    DelayInSecondsByAttemptFunc = attempt => (int)Math.Ceiling(settings.PauseAfter((int)attempt).TotalSeconds),
                },
                0
            },
            {
                new OneAtATime(
                    states,
                    provider.GetRequiredService<IHttpContextAccessor>(),
                    provider.GetRequiredService<TimeProvider>(),
                    new(provider.GetRequiredService<IBackgroundJobClient>)
                ),
                1
            },
            { new StatisticsHistoryAttribute(), 2 },
        };
    }

    private static void AddServer(IServiceCollection services)
    {
        services.AddHangfireServer((provider, server) =>
        {
            // One for each job, since none runs twice at once: no job ever waits for another.
            server.WorkerCount = provider.GetRequiredService<JobCatalogue>().All.Count;
            server.SchedulePollingInterval = TimeSpan.FromSeconds(1);
            // Jobs hear at once that the desk stops, and are waited for.
            server.StopTimeout = TimeSpan.Zero;
            server.ShutdownTimeout = StopWithin;
        });
        services.AddHostedService<RunJobs>();
    }
}
