using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Utilities;
using SupportDesk.Shell.Theming;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Shell.Theming;

public sealed partial class DeskThemeTests
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
    public void Tokens_WordsOnTheirGrounds_CanBeRead(bool dark)
    {
        (string Ground, string Words)[] pairs =
        [
            ("accent-soft", "accent"), ("accent", "on-accent"), ("ok-soft", "ok"), ("warn-soft", "warn"), ("bad-soft", "bad"), ("wait-soft", "wait"),
            ("note", "note-text"), ("note", "text"), ("note", "muted"), ("masked", "masked-text"), ("masked-stripe", "masked-text"), ("raised", "muted"),
            ("rail", "muted"), ("rail", "faint"), ("hover", "faint"),
            ("ok-soft", "muted"), ("warn-soft", "muted"), ("bad-soft", "muted"), ("wait-soft", "muted"),
        ];
        Assert.All(pairs, pair =>
        {
            var (ground, words) = (new MudColor(ColorTokens.Of(pair.Ground, dark)), new MudColor(ColorTokens.Of(pair.Words, dark)));
            Assert.True(Contrast(ground, words) >= Readable, $"{pair.Words} on {pair.Ground}: {Contrast(ground, words)}");
        });
    }

    /// <summary>Colours of other places would not follow the theme, and nobody would look whether they can be read.</summary>
    [Fact]
    public void StyleSheets_OfTheDesk_NameNoColourOfTheirOwn()
    {
        var sheets = Directory.EnumerateFiles(Path.Combine(Repository.Root, "wwwroot"), "*.css")
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.razor.css", SearchOption.AllDirectories));
        var own = sheets.SelectMany(file => File.ReadLines(file)
            .Where(line => Colour().IsMatch(line) && !line.Contains("url(", StringComparison.Ordinal))
            .Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"));
        Assert.Empty(own);
    }

    [Fact]
    public void StyleSheets_OfTheDesk_TakeCornersAndFontsFromTheTokens()
    {
        var sheets = Directory.EnumerateFiles(Path.Combine(Repository.Root, "wwwroot"), "*.css")
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.razor.css", SearchOption.AllDirectories))
            .Where(file => Path.GetFileName(file) != "tokens.css")
            .Select(file => (Name: Path.GetFileName(file), Values: CornerOrFont().Matches(File.ReadAllText(file)).Select(match => match.Value).ToList()))
            .ToList();
        Assert.True(sheets.Sum(sheet => sheet.Values.Count) > 50);
        Assert.Empty(sheets.SelectMany(sheet => sheet.Values.Where(value => !FromTokens().IsMatch(value)).Select(value => $"{sheet.Name}: {value}")));
    }

    [Fact]
    public void StyleSheets_OfTheDesk_UseOnlyTokensThatExist()
    {
        var measures = Defined().Matches(File.ReadAllText(Path.Combine(Repository.Root, "wwwroot", "tokens.css"))).Select(match => match.Groups[1].Value);
        var known = ColorTokens.All.Select(token => token.Name).Concat(ColorTokens.Shadows.Select(shadow => "shadow-" + shadow.Name)).Concat(measures)
            .ToHashSet();
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "wwwroot"), "*.css")
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.razor*", SearchOption.AllDirectories));
        var strange = files.SelectMany(file => Used().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Where(name => !known.Contains(name));
        Assert.Empty(strange.Distinct());
    }

    [Fact]
    public async Task Sheet_BothModes_StandInItWithoutAStyleElement()
    {
        // Numbers of a style sheet have points, also if a Russian asks for it first.
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ru");
        await using var desk = await DeskFixture.StartAsync();
        var css = await desk.Services.GetRequiredService<StyleSheets>().Theme.CssAsync();
        Assert.DoesNotContain('<', css);
        Assert.StartsWith(":root{", css, StringComparison.Ordinal);
        var (light, dark) = (css[..css.IndexOf('}', StringComparison.Ordinal)], css[css.IndexOf("[data-theme=dark]", StringComparison.Ordinal)..]);
        Assert.Contains("@media (prefers-color-scheme:dark){:root:not([data-theme=light]){--mud-palette", css, StringComparison.Ordinal);
        Assert.Contains(Variable("primary", ColorTokens.Of("accent", dark: false)), light, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(Variable("primary", ColorTokens.Of("accent", dark: true)), dark, StringComparison.OrdinalIgnoreCase);
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
        var address = await desk.Services.GetRequiredService<StyleSheets>().Theme.AddressAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/" + address) { Headers = { { "Accept-Encoding", "gzip, br" } } };
        using var packed = await client.SendAsync(request);
        Assert.Equal(["br"], packed.Content.Headers.ContentEncoding);
        Assert.Contains("immutable", packed.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        using var plain = await client.GetAsync("/theme.css");
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.True(plain.Headers.CacheControl!.NoCache);
        Assert.Equal(await desk.Services.GetRequiredService<StyleSheets>().Theme.CssAsync(), await plain.Content.ReadAsStringAsync());
    }

    private static Palette PaletteOf(bool dark) => dark ? DeskTheme.Theme.PaletteDark : DeskTheme.Theme.PaletteLight;

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

    [GeneratedRegex(@"#[0-9a-f]{3,8}\b(?![^{]*\{)|\b(rgb|rgba|hsl|oklch)\(", RegexOptions.IgnoreCase)]
    private static partial Regex Colour();

    [GeneratedRegex(@"\b(border-radius|font|font-family):[^;}]+")]
    private static partial Regex CornerOrFont();

    [GeneratedRegex(@"^border-radius:(\s(0|50%|inherit|var\(--sd-radius-\w+\)))+\s?$|^font(-family)?:\s(inherit|.*var\(--sd-font-(text|mono)\))\s?$")]
    private static partial Regex FromTokens();

    [GeneratedRegex(@"^\s*--sd-([\w-]+):", RegexOptions.Multiline)]
    private static partial Regex Defined();

    [GeneratedRegex(@"--sd-([\w-]+)")]
    private static partial Regex Used();
}
