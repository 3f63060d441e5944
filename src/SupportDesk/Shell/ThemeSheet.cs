using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Net.Http.Headers;
using MudBlazor;

namespace SupportDesk.Shell;

/// <summary>
/// The library's theme as a style sheet, made once: as an element of the page it would need inline styles, and a dark page
/// would flash light before it.
/// </summary>
internal sealed partial class ThemeSheet(IServiceScopeFactory scopes, ILoggerFactory logs)
{
    private const string Path = "/theme.css";
    private readonly Lock making = new();
    private Task<Packed>? made;

    /// <summary>Its address holds its fingerprint, so that a browser may keep it for ever.</summary>
    public async Task<string> AddressAsync() => $"{Path[1..]}?v={(await GetAsync()).Fingerprint}";

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet(Path, async (HttpContext http, ThemeSheet sheet) =>
    {
        var packed = await sheet.GetAsync();
        var headers = http.Response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = http.Request.Query["v"] == packed.Fingerprint ? "max-age=31536000, immutable" : "no-cache";
        var taken = http.Request.Headers.AcceptEncoding.ToString();
        if (taken.Contains("br", StringComparison.OrdinalIgnoreCase))
        {
            headers.ContentEncoding = "br";
            return Results.Bytes(packed.Brotli, "text/css; charset=utf-8");
        }

        return Results.Text(packed.Css, "text/css", Encoding.UTF8);
    });

    public async Task<string> CssAsync() => (await GetAsync()).Css;

    private Task<Packed> GetAsync()
    {
        lock (making)
            return made ??= MakeAsync();
    }

    private async Task<Packed> MakeAsync()
    {
        var light = Declaration().Matches(await RenderAsync(dark: false)).Select(match => match.Value).ToList();
        var dark = string.Concat(Declaration().Matches(await RenderAsync(dark: true)).Select(match => match.Value).Except(light));
        var css = $":root{{{string.Concat(light)}}}"
            + $"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
            + $"[data-theme=dark]{{{dark}}}\n";
        var bytes = Encoding.UTF8.GetBytes(css);
        using var packed = new MemoryStream();
        await using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            await brotli.WriteAsync(bytes);
        return new Packed(css, packed.ToArray(), Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 5)));
    }

    private async Task<string> RenderAsync(bool dark)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            // Numbers in a style sheet have points, whoever asks for it first.
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(MudThemeProvider.Theme)] = Theme.Desk,
                [nameof(MudThemeProvider.IsDarkMode)] = dark,
                [nameof(MudThemeProvider.DefaultScrollbar)] = true,
                [nameof(MudThemeProvider.ObserveSystemDarkModeChange)] = false,
            });
            return (await renderer.RenderComponentAsync<MudThemeProvider>(parameters)).ToHtmlString();
        });
    }

    [GeneratedRegex(@"--mud-[\w-]+:[^;{}]*;")]
    private static partial Regex Declaration();

    private sealed record Packed(string Css, byte[] Brotli, string Fingerprint);
}
