using SupportDesk.Kernel;

namespace SupportDesk.Features.Templates;

/// <summary>The words of all letters. Features declare their kinds of letters here; an administrator may rewrite them.</summary>
public sealed class TemplatesFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<TemplateKinds>();
        services.AddScoped<LetterTemplates>();
        services.AddScoped<ReadTemplates>();
        services.AddScoped<SaveTemplate>();
    }
}
