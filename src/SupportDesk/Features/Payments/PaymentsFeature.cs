using SupportDesk.Features.Diagnostics.Home;
using SupportDesk.Features.NewCase.Checks;
using SupportDesk.Features.Payments.Checks;
using SupportDesk.Features.Payments.Monitoring;
using SupportDesk.Features.Payments.Notifications;
using SupportDesk.Features.Payments.Panel;
using SupportDesk.Features.Payments.Reconciliation;
using SupportDesk.Features.Payments.SelfAudit;
using SupportDesk.Features.Payments.Shops;
using SupportDesk.Features.Payments.Status;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Payments;

/// <summary>What becomes of payments: their state at the provider, their notifications, and what of both does not agree.</summary>
public sealed class PaymentsFeature : IFeature
{
    // The pipeline's own time-outs end with the headers; this one holds for the body too.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(25);

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ITicketPanel, PaymentsPanel>();
        services.AddScoped<IFirstStep, ShopStep>();
        services.AddSingleton<IChecklistCheck, SignatureCheck>();
        foreach (var kind in AlarmEmails.All)
            services.AddSingleton(kind);
        services.AddScoped<IToolFindings, LastNotification>();
        services.AddScoped<IToolFindings, LastReconciliation>();
        services.AddScoped<IToolFindings, LastAudit>();
        services.AddSingleton<NotificationStore>();
        services.AddHostedService(provider => provider.GetRequiredService<NotificationStore>());
        services.AddSingleton<RecordNotification>();
        services.AddSingleton<ShopForwarder>();
        services.AddSingleton<ForwardAtOnce>();
        services.AddSingleton<ProviderCertificates>();
        AddProviderClient(services, AskStatus.ClientName);
        AddProviderClient(services, AskRefund.ClientName);
    }

    public void AddJobs(JobCatalogue jobs)
    {
        jobs.Every("forward-notifications", TimeSpan.FromSeconds(5), (ForwardNotifications forward) => forward.RunAsync(default));
        jobs.Every("scheduled-probes", TimeSpan.FromMinutes(1), (RunScheduledProbes probes) => probes.RunAsync(default));
        jobs.Every("reconcile-invoices", TimeSpan.FromMinutes(1), (ReconcileInvoices reconcile) => reconcile.RunAsync(default));
        jobs.Every("purge-doctor", TimeSpan.FromHours(6), (PurgePayments purge) => purge.RunAsync(default));
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapNotifications();
    }

    // A question changes nothing, so it may be asked again; a redirect would carry the signature elsewhere.
    private static void AddProviderClient(IServiceCollection services, string name) => services
        .AddHttpClient(name, http => http.Timeout = AnswerWithin)
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        .AddHttpMessageHandler(() => new FailureMessages())
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
}
