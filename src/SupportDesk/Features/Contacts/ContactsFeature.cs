using SupportDesk.Kernel;

namespace SupportDesk.Features.Contacts;

/// <summary>The provider's addresses as the owner entered them, and the domains whose senders count as the provider.</summary>
public sealed class ContactsFeature : IFeature
{
    public IEnumerable<MenuEntry> Menu => [new(40, "/desk/contacts", "contacts", typeof(ContactsText), "Contacts")];

    public IEnumerable<SettingsPage> Settings => [new(60, "/desk/contacts", "contacts", typeof(ContactsText), "Contacts", DeskRole.Admin)];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new ProviderDefaults(configuration["Mail:ProviderNumberPattern"] is { Length: > 0 } pattern ? pattern : null));
        services.AddSingleton<ProviderNumbers>();
        services.AddScoped<IFirstStep, ContactsStep>();
    }
}
