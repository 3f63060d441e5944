using SupportDesk.Features.Diagnostics.Home;
using SupportDesk.Features.Diagnostics.Logs;
using SupportDesk.Features.Diagnostics.Probe;
using SupportDesk.Features.Diagnostics.Signature;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Diagnostics;

/// <summary>Finds the cause before anyone is asked: signatures, addresses, logs.</summary>
public sealed class DiagnosticsFeature : IFeature
{
    public IEnumerable<MenuEntry> Menu => [new(35, "/desk/doctor", "doctor", typeof(DiagnosticsText), "Doctor", Views: typeof(DiagnosticsTabs))];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<DiagnosticsOptions>(configuration, "Doctor");
        services.AddSingleton<ExplainRequest>();
        services.AddSingleton<LogReadQueue>();
        services.AddProbeSteps();
        services.AddSingleton<RecentFindings>();
        services.AddScoped<PastedText>();
        services.AddScoped<IPaletteSource, ToolPalette>();
        services.AddScoped<IToolFindings, LastProbe>();
        foreach (var tool in (string[])["signature", "logs", "status"])
            services.AddScoped<IToolFindings>(provider => new RecentToolFindings(provider.GetRequiredService<RecentFindings>(), tool));
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapSignature();
        endpoints.MapLogs();
    }
}
