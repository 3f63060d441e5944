using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace SupportDesk.Shell.Theming;

/// <summary>The style sheets that are made from the table of colours and the theme.</summary>
internal sealed partial class StyleSheets
{
    public StyleSheets(IServiceScopeFactory scopes, ILoggerFactory logs)
    {
        Colors = new GeneratedSheet("/colors.css", () => Task.FromResult(ColorTokens.Css()));
        Theme = new GeneratedSheet("/theme.css", () => ThemeCssAsync(scopes, logs));
    }

    /// <summary>For every page.</summary>
    public GeneratedSheet Colors { get; }

    /// <summary>
    /// The component library's variables, for the desk: as an element of the page they would need inline styles, and a dark
    /// page would flash light before it.
    /// </summary>
    public GeneratedSheet Theme { get; }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var sheets = endpoints.ServiceProvider.GetRequiredService<StyleSheets>();
        sheets.Colors.Map(endpoints);
        sheets.Theme.Map(endpoints);
    }

    private static async Task<string> ThemeCssAsync(IServiceScopeFactory scopes, ILoggerFactory logs)
    {
        var light = Declaration().Matches(await RenderAsync(scopes, logs, dark: false)).Select(match => match.Value).ToList();
        var dark = string.Concat(Declaration().Matches(await RenderAsync(scopes, logs, dark: true)).Select(match => match.Value).Except(light));
        return $":root{{{string.Concat(light)}}}"
            + $"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
            + $"[data-theme=dark]{{{dark}}}\n";
    }

    private static async Task<string> RenderAsync(IServiceScopeFactory scopes, ILoggerFactory logs, bool dark)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            // Numbers in a style sheet have points, whoever asks for it first.
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(MudThemeProvider.Theme)] = DeskTheme.Theme,
                [nameof(MudThemeProvider.IsDarkMode)] = dark,
                [nameof(MudThemeProvider.DefaultScrollbar)] = true,
                [nameof(MudThemeProvider.ObserveSystemDarkModeChange)] = false,
            });
            return (await renderer.RenderComponentAsync<MudThemeProvider>(parameters)).ToHtmlString();
        });
    }

    [GeneratedRegex(@"--mud-[\w-]+:[^;{}]*;")]
    private static partial Regex Declaration();
}
