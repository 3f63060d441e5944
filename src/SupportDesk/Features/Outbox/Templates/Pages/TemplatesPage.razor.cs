using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Outbox.Templates.Pages;

public sealed partial class TemplatesPage
{
    internal const string Path = SettingsPage.Root + "/templates";

    private readonly TemplateDrafts drafts = new();
    private List<TemplateRow>? rows;
    private TemplateView? view;

    [Inject] public required ReadTemplates Templates { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required IStringLocalizerFactory Texts { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Parameter] public string? Key { get; set; }

    [SupplyParameterFromQuery(Name = "lang")] public string? Language { get; set; }

    internal static string HrefOf(string key, string language) => $"{Path}/{key}?lang={language}";

    protected override Task OnParametersSetAsync() => LoadAsync();

    private string NameOf(EmailKind kind) => Texts.Create(kind.Texts)["Email_" + kind.Key];

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        var list = await Templates.ListAsync(actor, CancellationToken.None);
        if (!list.Ok)
            return;
        rows = list.Value;
        var read = await Templates.OneAsync(Key ?? rows[0].Kind.Key, Language ?? EmailKind.Russian, actor, CancellationToken.None);
        if (read.Ok)
            view = read.Value;
        else
            Navigation.NavigateTo("/not-found", forceLoad: true);
    }
}
