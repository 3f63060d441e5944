using Microsoft.AspNetCore.Localization;
using SupportDesk.Kernel;

namespace SupportDesk.Shell;

/// <summary>Language and theme: cookies set by an endpoint, so that they work on pages without script.</summary>
internal static class Preferences
{
    private const string ThemeCookie = "sd.theme";
    private static readonly string[] Themes = ["light", "dark"];
    private static readonly string[] Cultures = ["ru", "en"];

    public static string? ThemeOf(HttpRequest request) =>
        request.Cookies[ThemeCookie] is { } theme && Themes.Contains(theme) ? theme : null;

    public static void UseDeskCultures(this WebApplication app) => app.UseRequestLocalization(options =>
    {
        options.SetDefaultCulture(Cultures[0]).AddSupportedCultures(Cultures).AddSupportedUICultures(Cultures);
        options.ApplyCurrentCultureToResponseHeaders = true;
    });

    public static void MapPreferences(this IEndpointRouteBuilder endpoints) =>
        // Changes nothing but the look of the caller's own pages, so it needs no antiforgery token.
        endpoints
            .MapPost(
                "/preferences",
                (
                    HttpContext http,
                    [Microsoft.AspNetCore.Mvc.FromForm] string? culture,
                    [Microsoft.AspNetCore.Mvc.FromForm] string? theme,
                    [Microsoft.AspNetCore.Mvc.FromForm(Name = "return")] string? back
                ) =>
                {
                    var lasting = new CookieOptions
                    {
                        MaxAge = TimeSpan.FromDays(365),
                        SameSite = SameSiteMode.Lax,
                        HttpOnly = true,
                        IsEssential = true,
                        Secure = http.Request.IsHttps,
                    };
                    if (culture is not null && Cultures.Contains(culture))
                        http.Response.Cookies.Append(
                            CookieRequestCultureProvider.DefaultCookieName,
                            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
                            lasting
                        );
                    if (theme is not null && Themes.Contains(theme))
                        http.Response.Cookies.Append(ThemeCookie, theme, lasting);
                    else if (theme is not null)
                        http.Response.Cookies.Delete(ThemeCookie);
                    return Results.LocalRedirect(LocalUrl.OrHome(back));
                }
            )
            .DisableAntiforgery();
}
