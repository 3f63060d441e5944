using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Payers;

/// <summary>The door for payers: plain pages without script and without an account.</summary>
public sealed class PayersFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<PayerOptions>(configuration, "Payers");
        services.AddSingleton(PayerEmails.Accepted);
        services.AddSingleton<PayerLimits>();
        services.AddSingleton<DuplicateSubmissions>();
        services.AddSingleton<PendingFile>();
        services.AddSingleton<PayerLinks>();
        services.AddSingleton<IRequesterLink>(provider => provider.GetRequiredService<PayerLinks>());
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => endpoints.MapPayerEndpoints();
}
