using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Features.Doctor.Audit;
using SupportDesk.Features.Doctor.Logs;
using SupportDesk.Features.Doctor.Probe;
using SupportDesk.Features.Doctor.Reconciliation;
using SupportDesk.Features.Doctor.Recorder;
using SupportDesk.Features.Doctor.Shops;
using SupportDesk.Features.Doctor.Signature;
using SupportDesk.Features.Doctor.Status;
using SupportDesk.Features.Intake.Checks;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Doctor;

/// <summary>Finds the cause before anyone is asked: signatures, addresses, logs.</summary>
public sealed class DoctorFeature : IFeature
{
    // The pipeline's own time-outs end with the headers; this one holds for the body too.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(25);

    public IEnumerable<MenuEntry> Menu => [new(25, "/desk/doctor", "doctor", typeof(DoctorText), "Doctor")];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<DoctorOptions>(configuration.GetSection("Doctor"));
        services.AddSingleton<ExplainRequest>();
        services.AddSingleton<ITicketPanel, DoctorPanel>();
        services.AddSingleton<IChecklistCheck, SignatureCheck>();
        services.AddSingleton<IChecklistCheck, LogVerdictCheck>();
        services.AddSingleton<LogTurns>();
        foreach (var kind in DoctorLetters.All)
            services.AddSingleton(kind);
        services.AddScoped<TellShop>();
        services.AddScoped<PurgeDoctor>();
        AddReconciliation(services);
        AddShops(services);
        AddProbe(services);
        AddStatus(services);
        AddRecorder(services);
    }

    public void AddJobs(JobCatalogue jobs)
    {
        jobs.Every("forward-notifications", TimeSpan.FromSeconds(5), (ForwardNotifications forward) => forward.RunAsync(default));
        jobs.Every("scheduled-probes", TimeSpan.FromMinutes(1), (RunScheduledProbes probes) => probes.RunAsync(default));
        jobs.Every("reconcile-invoices", TimeSpan.FromMinutes(1), (ReconcileInvoices reconcile) => reconcile.RunAsync(default));
        jobs.Every("purge-doctor", TimeSpan.FromHours(6), (PurgeDoctor purge) => purge.RunAsync(default));
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapSignature();
        endpoints.MapShops();
        endpoints.MapLogs();
        endpoints.MapRecorder();
        endpoints.MapAttach();
    }

    private static void AddShops(IServiceCollection services)
    {
        services.AddSingleton<ShopKeys>();
        services.AddSingleton<ShopDirectory>();
        services.AddScoped<ReadShops>();
        // Its constructor takes what the doctor keeps to itself, so the container cannot see it. So does the probe's.
        services.AddScoped(provider => new SaveShop(
            provider.GetRequiredService<IDbContextFactory<DeskDbContext>>(), provider.GetRequiredService<ShopKeys>(), provider.GetRequiredService<ShopDirectory>(), provider.GetRequiredService<TimeProvider>()));
    }

    private static void AddProbe(IServiceCollection services)
    {
        services.AddProbeSteps();
        services.AddScoped<IChecklistCheck, ReachCheck>();
        services.AddScoped<ListProbes>();
        services.AddScoped<ReadProbe>();
        services.AddScoped(provider => new ReadAudit(
            provider.GetRequiredService<IDbContextFactory<DeskDbContext>>(), provider.GetRequiredService<ShopKeys>(), provider.GetRequiredService<TimeProvider>()));
        services.AddScoped(provider => new RunProbe(
            provider.GetRequiredService<IDbContextFactory<DeskDbContext>>(), provider.GetRequiredService<ShopKeys>(), provider.GetServices<IProbeStep>(), provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<RunScheduledProbes>();
    }

    private static void AddStatus(IServiceCollection services)
    {
        AddProviderClient(services, AskStatus.ClientName);
        AddProviderClient(services, AskRefund.ClientName);
        services.AddScoped<AskRefund>();
        services.AddScoped(provider => new AskStatus(
            provider.GetRequiredService<IDbContextFactory<DeskDbContext>>(), provider.GetRequiredService<ShopKeys>(), provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<IOptions<DoctorOptions>>()));
    }

    private static void AddReconciliation(IServiceCollection services)
    {
        services.AddScoped<RaiseAlarm>();
        services.AddScoped<CheckInvoice>();
        services.AddScoped<GatherInvoices>();
        services.AddScoped<ReconcileInvoices>();
        services.AddScoped<FollowInvoices>();
        services.AddScoped<ListInvoices>();
        services.AddScoped(provider => new ChangeInvoice(
            provider.GetRequiredService<IDbContextFactory<DeskDbContext>>(), provider.GetRequiredService<CheckInvoice>(), provider.GetRequiredService<TimeProvider>()));
    }

    // A question changes nothing, so it may be asked again; a redirect would carry the signature elsewhere.
    private static void AddProviderClient(IServiceCollection services, string name) => services
        .AddHttpClient(name, http => http.Timeout = AnswerWithin)
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        .AddHttpMessageHandler(() => new PlainFailures())
        .AddStandardResilienceHandler(resilience =>
        {
            resilience.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(20);
            resilience.AttemptTimeout.Timeout = TimeSpan.FromSeconds(8);
            resilience.Retry.MaxRetryAttempts = 1;
            resilience.Retry.Delay = TimeSpan.FromMilliseconds(500);
            resilience.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(30);
            resilience.CircuitBreaker.MinimumThroughput = 6;
            resilience.CircuitBreaker.BreakDuration = TimeSpan.FromSeconds(15);
        });

    private static void AddRecorder(IServiceCollection services)
    {
        services.AddSingleton<NotificationStore>();
        services.AddHostedService(provider => provider.GetRequiredService<NotificationStore>());
        services.AddSingleton<RecordNotification>();
        services.AddSingleton<ProviderCertificates>();
        services.AddScoped<ForwardNotifications>();
        services.AddScoped<ListNotifications>();
        services.AddScoped<ReplayNotification>();
        services.AddScoped(provider => new ExplainNotification(provider.GetRequiredService<IDbContextFactory<DeskDbContext>>(), provider.GetRequiredService<ShopKeys>()));
    }
}
