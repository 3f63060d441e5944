using Microsoft.Extensions.Localization;
using MudBlazor;
using MudBlazor.Services;
using SupportDesk.Shell.Theming;

namespace SupportDesk.Shell;

/// <summary>The component library, as this desk wears it.</summary>
internal static class Components
{
    private const int MillisecondsShown = 8000;

    public static void AddDeskComponents(this IServiceCollection services)
    {
        services.AddMudServices(mud =>
        {
            var snackbar = mud.SnackbarConfiguration;
            snackbar.PositionClass = Defaults.Classes.Position.TopCenter;
            snackbar.SnackbarVariant = Variant.Outlined;
            snackbar.MaximumOpacity = 100;
            snackbar.ShowTransitionDuration = 200;
            snackbar.HideTransitionDuration = 150;
            snackbar.VisibleStateDuration = MillisecondsShown;
            snackbar.MaxDisplayedSnackbars = 3;
            snackbar.PreventDuplicates = true;
        });
        MudGlobal.TooltipDefaults.Delay = TimeSpan.FromMilliseconds(300);
        MudGlobal.MenuDefaults.HoverDelay = 150;
        services.AddTransient<MudLocalizer, MudTexts>();
        // English comes from the desk's texts as well: one place for both languages.
        services.AddLocalizationInterceptor(provider => new DefaultLocalizationInterceptor(
            provider.GetRequiredService<ILoggerFactory>(), provider.GetRequiredService<MudLocalizer>())
        { IgnoreDefaultEnglish = true });
        services.AddSingleton<StyleSheets>();
        services.AddScoped<Frame.Sections>();
    }

    /// <summary>What goes wrong in the library's own background work belongs into the log and not bare onto the console.</summary>
    public static void LogComponentErrors(this WebApplication app) =>
        MudGlobal.UnhandledExceptionHandler = error => app.Logger.LogError(error, "A component failed in the background");

    private sealed class MudTexts(IStringLocalizer<MudText> texts) : MudLocalizer
    {
        public override LocalizedString this[string key] => texts[key];

        public override LocalizedString this[string key, params object[] arguments] => texts[key, arguments];
    }
}
