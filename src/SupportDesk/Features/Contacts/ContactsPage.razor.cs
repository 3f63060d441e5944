using Microsoft.AspNetCore.Components;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Contacts;

public sealed partial class ContactsPage
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromDays(92);

    private ProviderContact? contact;
    private IReadOnlyList<Problem> problems = [];
    private bool mayChange;
    private string email = "";
    private string origin = "";
    private string domains = "";
    private string pattern = "";
    private string signs = "";
    private string? savedAt;

    [Inject] public required ProviderContacts Contacts { get; init; }

    [Inject] public required SaveContacts Save { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required DeskTime Time { get; init; }

    private bool Stale => contact?.CheckedAt < Time.Now - FreshFor;

    private bool Unchanged => contact is not null && email == (contact.Email ?? "") && origin == (contact.Origin ?? "") && domains == Shown(contact)
        && pattern == (contact.NumberPattern ?? "") && signs == string.Join('\n', contact.AutomaticSigns);

    protected override async Task OnInitializedAsync()
    {
        mayChange = SaveContacts.Allows(await Current.GetAsync());
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        contact = await Contacts.GetAsync(CancellationToken.None);
        (email, origin, domains) = (contact.Email ?? "", contact.Origin ?? "", Shown(contact));
        (pattern, signs) = (contact.NumberPattern ?? "", string.Join('\n', contact.AutomaticSigns));
    }

    // The address brings its own domain along; only the ones entered beside it are shown.
    private static string Shown(ProviderContact contact) =>
        string.Join(", ", contact.Domains.Where(domain => contact.Email?.EndsWith("@" + domain, StringComparison.OrdinalIgnoreCase) != true));

    private string? ErrorOf(string field) =>
        problems.FirstOrDefault(p => p.Field == field) is { } problem ? T[problem.Code, problem.Args!].Value : null;

    private async Task SaveAsync()
    {
        savedAt = null;
        var saved = await Save.RunAsync(new(email, origin, domains, pattern, signs), await Current.GetAsync(), CancellationToken.None);
        problems = saved.Problems;
        if (!saved.Ok)
            return;
        await LoadAsync();
        savedAt = Time.Brief(Time.Now);
    }
}
