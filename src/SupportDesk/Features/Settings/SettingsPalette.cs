using SupportDesk.Kernel;

namespace SupportDesk.Features.Settings;

/// <summary>The pages below Settings in the command palette, by their names and by what they are good for.</summary>
internal sealed class SettingsPalette(SettingsPages pages) : IPaletteSource
{
    public Task<IReadOnlyList<PaletteEntry>> FindAsync(string typed, Actor actor, CancellationToken ct)
    {
        var found = from row in pages.Of(actor)
                    where typed.Length > 0 && (Says(row.Name) || Says(row.About))
                    select new PaletteEntry(PaletteGroup.Go, row.Page.Icon, row.Name, row.About, row.Page.Href);
        return Task.FromResult<IReadOnlyList<PaletteEntry>>([.. found]);

        bool Says(string text) => text.Contains(typed, StringComparison.CurrentCultureIgnoreCase);
    }
}
