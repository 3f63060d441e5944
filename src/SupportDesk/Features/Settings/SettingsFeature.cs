using SupportDesk.Features.Settings.FirstRun;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Settings;

/// <summary>The frame into which features plug their settings, and the shops: algorithm, passwords, hosts that may be called.</summary>
public sealed class SettingsFeature : IFeature
{
    public IEnumerable<MenuEntry> Menu => [new(80, SettingsPage.Root, "gear", typeof(SettingsText), "Settings", Views: typeof(SettingsViews))];

    public IEnumerable<SettingsPage> Settings =>
    [
        new(30, ShopsPage.Path, "shop", typeof(SettingsText), "Shops", DeskRole.Admin),
        new(95, "/desk/start", "list", typeof(FirstRunText), "Title", DeskRole.Admin),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<SettingsPages>();
        services.AddSingleton<IPaletteSource, SettingsPalette>();
        services.AddSingleton<ShopSecrets>();
        services.AddSingleton<ShopCache>();
        services.AddSingleton<IDashboardPanel, FirstRunPanel>();
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapShopPasswords();
        // Where the shops stood before.
        endpoints.MapGet("/desk/doctor/shops", () => Results.LocalRedirect(ShopsPage.Path, permanent: true));
    }
}
