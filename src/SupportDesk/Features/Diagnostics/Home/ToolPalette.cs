using Microsoft.Extensions.Localization;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Diagnostics.Home;

/// <summary>The doctor's tools in the command palette, by their names and by what they do.</summary>
internal sealed class ToolPalette(IStringLocalizer<DiagnosticsText> texts) : IPaletteSource
{
    public Task<IReadOnlyList<PaletteEntry>> FindAsync(string typed, Actor actor, CancellationToken ct)
    {
        var found = from tool in ListTools.All
                    let name = texts["Tool_" + tool.Name].Value
                    let what = texts["ToolWhat_" + tool.Name].Value
                    where typed.Length > 0 && (Says(name) || Says(what))
                    select new PaletteEntry(PaletteGroup.Go, tool.Icon, name, what, "/desk/doctor/" + tool.Name);
        return Task.FromResult<IReadOnlyList<PaletteEntry>>([.. found]);

        bool Says(string text) => text.Contains(typed, StringComparison.CurrentCultureIgnoreCase);
    }
}
