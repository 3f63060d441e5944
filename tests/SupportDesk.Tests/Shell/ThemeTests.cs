using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Utilities;
using SupportDesk.Shell;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Shell;

public sealed partial class ThemeTests
{
    private const double Readable = 4.5;

    public static TheoryData<bool> Modes => [false, true];

    [Theory]
    [MemberData(nameof(Modes))]
    public void Palette_EveryGroundAndItsWriting_CanBeRead(bool dark)
    {
        var palette = PaletteOf(dark);
        var pairs = typeof(Palette).GetProperties()
            .Where(property => property.Name.EndsWith("ContrastText", StringComparison.Ordinal))
            .Select(writing => (writing.Name, Ground: Of(palette, writing.Name[..^"ContrastText".Length]), Writing: Of(palette, writing.Name)))
            .ToList();
        Assert.Equal(8, pairs.Count);
        Assert.All(pairs, pair => Assert.True(Contrast(pair.Ground, pair.Writing) >= Readable, $"{pair.Name}: {Contrast(pair.Ground, pair.Writing)}"));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Palette_WordsOnTheGroundsOfThePage_CanBeRead(bool dark)
    {
        var palette = PaletteOf(dark);
        MudColor[] grounds = [palette.Background, palette.BackgroundGray, palette.Surface, palette.TableHover, palette.TableStriped, palette.DrawerBackground];
        string[] words =
        [
            nameof(Palette.TextPrimary), nameof(Palette.TextSecondary), nameof(Palette.TextDisabled), nameof(Palette.ActionDefault), nameof(Palette.DrawerText),
            nameof(Palette.AppbarText), nameof(Palette.Primary), nameof(Palette.Success), nameof(Palette.Warning), nameof(Palette.Error), nameof(Palette.Info),
        ];
        Assert.All(words, word => Assert.All(grounds, ground =>
            Assert.True(Contrast(ground, Of(palette, word)) >= Readable, $"{word} on {ground}: {Contrast(ground, Of(palette, word))}")));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Colors_OfTheTheme_AreThoseOfTheTokens(bool dark)
    {
        var colors = dark ? ThemeColors.Dark : ThemeColors.Light;
        var editor = File.ReadAllText(Path.Combine(Repository.Root, "wwwroot", "tokens.css"));
        var begin = editor.IndexOf(dark ? "\n[data-theme=dark] {" : ":root, [data-theme=light] {", StringComparison.Ordinal);
        var block = editor[begin..editor.IndexOf('}', begin)];
        var tokens = Token().Matches(block).ToDictionary(token => token.Groups[1].Value, token => token.Groups[2].Value);
        var properties = typeof(ThemeColors).GetProperties(BindingFlags.Public | BindingFlags.Instance);
        Assert.Equal(24, properties.Length);
        Assert.All(properties, property => Assert.Equal(tokens[Kebab().Replace(property.Name, "-$1").ToLowerInvariant()], property.GetValue(colors)));
    }

    [Fact]
    public async Task Sheet_BothModes_StandInItWithoutAStyleElement()
    {
        // Numbers of a style sheet have points, also if a Russian asks for it first.
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ru");
        await using var desk = await DeskFixture.StartAsync();
        var css = await desk.Services.GetRequiredService<ThemeSheet>().CssAsync();
        Assert.DoesNotContain('<', css);
        Assert.StartsWith(":root{", css, StringComparison.Ordinal);
        var (light, dark) = (css[..css.IndexOf('}', StringComparison.Ordinal)], css[css.IndexOf("[data-theme=dark]", StringComparison.Ordinal)..]);
        Assert.Contains("@media (prefers-color-scheme:dark){:root:not([data-theme=light]){--mud-palette", css, StringComparison.Ordinal);
        Assert.Contains(Variable("primary", ThemeColors.Light.Accent), light, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(Variable("primary", ThemeColors.Dark.Accent), dark, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("--mud-typography-default-size", light, StringComparison.Ordinal);
        Assert.Contains("--mud-default-borderradius", light, StringComparison.Ordinal);
        Assert.Matches(@"border-opacity:\s*0?\.22;", light);
        Assert.Matches(@"border-opacity:\s*0?\.26;", dark);

        static string Variable(string name, string color) => $"--mud-palette-{name}: {new MudColor(color).ToString(MudColorOutputFormats.RGBA)};";
    }

    [Fact]
    public async Task Sheet_ByItsAddress_IsPackedAndMayBeKept()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var address = await desk.Services.GetRequiredService<ThemeSheet>().AddressAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/" + address) { Headers = { { "Accept-Encoding", "gzip, br" } } };
        using var packed = await client.SendAsync(request);
        Assert.Equal(["br"], packed.Content.Headers.ContentEncoding);
        Assert.Contains("immutable", packed.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        using var plain = await client.GetAsync("/theme.css");
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.True(plain.Headers.CacheControl!.NoCache);
        Assert.Equal(await desk.Services.GetRequiredService<ThemeSheet>().CssAsync(), await plain.Content.ReadAsStringAsync());
    }

    private static Palette PaletteOf(bool dark) => dark ? Theme.Desk.PaletteDark : Theme.Desk.PaletteLight;

    private static MudColor Of(Palette palette, string name) => typeof(Palette).GetProperty(name)!.GetValue(palette) switch
    {
        MudColor color => color,
        string text => new MudColor(text),
        var other => throw new InvalidOperationException($"{name} is {other}"),
    };

    // WCAG 2: relative luminance and ratio.
    private static double Contrast(MudColor one, MudColor other)
    {
        var (dark, light) = (Math.Min(Light(one), Light(other)), Math.Max(Light(one), Light(other)));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double Light(MudColor color)
    {
        return (0.2126 * Linear(color.R)) + (0.7152 * Linear(color.G)) + (0.0722 * Linear(color.B));

        static double Linear(byte part) => part / 255.0 is var share && share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex(@"--sd-color-([\w-]+): (#[0-9a-f]{6});")]
    private static partial Regex Token();

    [GeneratedRegex("(?<!^)([A-Z])")]
    private static partial Regex Kebab();
}
