using SupportDesk.Features.Settings.FirstRun;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Settings;

/// <summary>What the desk knows of each shop: its algorithm, its passwords, the hosts it may be called at.</summary>
public sealed class SettingsFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ShopSecrets>();
        services.AddSingleton<ShopCache>();
        services.AddSingleton<IDashboardPanel, FirstRunPanel>();
    }
}
