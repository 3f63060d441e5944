using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Payers;

/// <summary>The door for payers: plain pages without script and without an account.</summary>
public sealed class PayersFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<PayerOptions>(configuration.GetSection("Payers"));
        services.AddSingleton(PayerLetters.Accepted);
        services.AddSingleton<PayerLimits>();
        services.AddSingleton<RecentForms>();
        services.AddSingleton<KeptFile>();
        services.AddSingleton<PayerLinks>();
        services.AddSingleton<IRequesterLink>(provider => provider.GetRequiredService<PayerLinks>());
        services.AddScoped<ListPayerShops>();
        services.AddScoped<ReadPayerForm>();
        services.AddScoped<PayerForm>();
        services.AddScoped<OpenPayerCase>();
        services.AddScoped<ReadPayerCase>();
        services.AddScoped<ReplyToCase>();
        services.AddScoped<PurgeUnsentFiles>();
    }

    public void AddJobs(JobCatalogue jobs) => jobs.Every("purge-unsent-files", TimeSpan.FromHours(1), (PurgeUnsentFiles purge) => purge.RunAsync(default));

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => endpoints.MapPayerEndpoints();
}
