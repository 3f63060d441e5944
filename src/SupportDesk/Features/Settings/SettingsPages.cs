using Microsoft.Extensions.Localization;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Settings;

/// <summary>The pages that features plugged into Settings, as far as a person may open them.</summary>
internal sealed class SettingsPages(IEnumerable<IFeature> features, IStringLocalizerFactory texts)
{
    /// <param name="About">What it is good for.</param>
    public sealed record Row(SettingsPage Page, string Name, string About);

    public IReadOnlyList<Row> Of(Actor actor) =>
    [
        .. features.SelectMany(feature => feature.Settings).Where(page => actor.Role >= page.Least).OrderBy(page => page.Order)
            .Select(page => (page, words: texts.Create(page.Texts)))
            .Select(row => new Row(row.page, row.words[row.page.Key], row.words[row.page.Key + "About"])),
    ];
}
