using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Features.Outbox.Templates.Pages;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Outbox;

/// <summary>The words of all e-mails. Features declare their kinds of e-mails here; an administrator may rewrite them.</summary>
public sealed class OutboxFeature : IFeature
{
    public IEnumerable<SettingsPage> Settings => [new(50, TemplatesPage.Path, "edit", typeof(TemplatesText), "Title", DeskRole.Admin)];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<TemplateKinds>();
        services.AddSingleton<BodySeal>();
        services.AddSingleton(provider => MessageIdSigner.LoadOrCreate(provider.GetRequiredService<DataPaths>().Keys));
    }

    // Where the texts stood before.
    public void MapEndpoints(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/desk/mail/templates/{key?}", (string? key, HttpContext http) =>
        Results.LocalRedirect(TemplatesPage.Path + (key is null ? "" : "/" + Uri.EscapeDataString(key)) + http.Request.QueryString, permanent: true));
}
