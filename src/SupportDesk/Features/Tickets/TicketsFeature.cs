using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Tickets: two conversations each, their status, their letters and their files.</summary>
public sealed class TicketsFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<TicketTransaction>();
        services.AddScoped<LetterWriter>();
        services.AddScoped<ProviderLetters>();
        services.AddScoped<TicketFiles>();
        services.AddScoped<FollowUp>();
        services.AddScoped<StoreMaskedFile>();
        services.AddScoped<OpenTicket>();
        services.AddScoped<EscalateToProvider>();
        services.AddScoped<JoinTicket>();
        services.AddScoped<FindOpenTickets>();
        services.AddScoped<PostReply>();
        services.AddScoped<AddPayerReply>();
        services.AddScoped<AppendLetter>();
        services.AddScoped<ReportDelivery>();
    }
}
