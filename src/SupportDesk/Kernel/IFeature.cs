namespace SupportDesk.Kernel;

/// <summary>The front door of a feature: all that the house must know of it.</summary>
public interface IFeature
{
    void AddServices(IServiceCollection services, IConfiguration configuration);

    void MapEndpoints(IEndpointRouteBuilder endpoints) { }

    /// <summary>What the feature does by itself, a line for each job.</summary>
    void AddJobs(JobCatalogue jobs) { }

    IEnumerable<MenuEntry> Menu => [];
}

/// <summary>A place in the desk's navigation. The text is looked up in <paramref name="Texts"/> by <paramref name="Key"/>.</summary>
public sealed record MenuEntry(int Order, string Href, string Icon, Type Texts, string Key, DeskRole Least = DeskRole.MerchantStaff);
