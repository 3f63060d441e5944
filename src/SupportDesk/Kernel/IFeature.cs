namespace SupportDesk.Kernel;

/// <summary>The front door of a feature: all that the house must know of it.</summary>
public interface IFeature
{
    void AddServices(IServiceCollection services, IConfiguration configuration);

    void MapEndpoints(IEndpointRouteBuilder endpoints) { }

    /// <summary>What the feature does by itself, a line for each job.</summary>
    void AddJobs(JobCatalogue jobs) { }

    IEnumerable<MenuEntry> Menu => [];

    /// <summary>The feature's own pages below Settings.</summary>
    IEnumerable<SettingsPage> Settings => [];
}

/// <summary>A section of the desk, as its navigation shows it. The text is looked up in <paramref name="Texts"/> by <paramref name="Key"/>.</summary>
/// <param name="Icon">A symbol of icons.svg.</param>
/// <param name="Views">A component with the section's own list, shown below it while the person is there; null if it has none.</param>
public sealed record MenuEntry(int Order, string Href, string Icon, Type Texts, string Key, DeskRole Least = DeskRole.MerchantStaff, Type? Views = null)
{
    /// <summary>Whether an address lies in this section. The desk's first page is a section of its own.</summary>
    /// <param name="path">Without query, beginning with a slash.</param>
    public bool Holds(string path) =>
        path.Equals(Href, StringComparison.OrdinalIgnoreCase)
        || (Href != "/desk" && path.StartsWith(Href + "/", StringComparison.OrdinalIgnoreCase));
}
