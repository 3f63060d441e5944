using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.Contacts;

/// <summary>The provider's address: without it no case can be sent.</summary>
internal sealed class ContactsStep(ProviderContacts contacts, DeskTime time) : IFirstStep
{
    public string Key => "contacts";

    public int Order => 30;

    public LocalizedText Title => new(typeof(ContactsText), "FirstStep");

    public LocalizedText Why => new(typeof(ContactsText), "FirstStepWhy");

    public LocalizedText Go => new(typeof(ContactsText), "FirstStepGo");

    public string Href => "/desk/contacts";

    public async Task<FirstStepState> LookAsync(CancellationToken ct)
    {
        var provider = await contacts.GetAsync(ct);
        return provider.Email is { } email
            ? new FirstStepState(true, new LocalizedText(typeof(ContactsText), "FirstStepDone", email, provider.CheckedAt is { } at ? time.Brief(at) : ""))
            : new FirstStepState(false);
    }
}
