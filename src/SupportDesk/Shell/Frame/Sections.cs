using Microsoft.Extensions.Localization;
using SupportDesk.Kernel;

namespace SupportDesk.Shell.Frame;

/// <param name="IsCurrent">The person is there.</param>
public sealed record Section(string Href, string Icon, string Name, Type? Views, bool IsCurrent);

/// <summary>The sections of the desk that a person may enter, in their order.</summary>
internal sealed class Sections(IEnumerable<IFeature> features, IStringLocalizerFactory texts)
{
    /// <param name="path">Where the person is.</param>
    public IReadOnlyList<Section> Of(Actor? actor, string path) => actor?.Role is not { } role ? [] :
    [
        .. features.SelectMany(feature => feature.Menu).Where(entry => role >= entry.Least).OrderBy(entry => entry.Order)
            .Select(entry => new Section(entry.Href, entry.Icon, texts.Create(entry.Texts)[entry.Key], entry.Views, entry.Holds(path))),
    ];
}
