using SupportDesk.Features.Tickets.Export;
using SupportDesk.Features.Tickets.Pages;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Tickets: two conversations each, their status, their e-mails and their files.</summary>
public sealed class TicketsFeature : IFeature
{
    public IEnumerable<MenuEntry> Menu =>
    [
        new(10, "/desk", "home", typeof(TicketsText), "Now"),
        new(20, "/desk/tickets", "list", typeof(TicketsText), "Tickets", Views: typeof(Pages.TicketViews)),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        foreach (var kind in TicketEmails.All)
            services.AddSingleton(kind);
        services.AddScoped<IPaletteSource, TicketPalette>();
        services.AddScoped<ViewCounts>();
        services.AddScoped<ListMemory>();
    }

    public void AddJobs(JobCatalogue jobs) => jobs.Nightly("check-ticket-counts", "03:50", (CheckTicketCounts check) => check.RunAsync(default));

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapAttach();
        endpoints.MapReplyFiles();
        endpoints.MapExport();
    }
}
