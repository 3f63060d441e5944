using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Outbox;

/// <summary>The words of all e-mails. Features declare their kinds of e-mails here; an administrator may rewrite them.</summary>
public sealed class OutboxFeature : IFeature
{
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<TemplateKinds>();
        services.AddSingleton<BodySeal>();
        services.AddSingleton(provider => MessageIdSigner.LoadOrCreate(provider.GetRequiredService<DataPaths>().Keys));
    }
}
