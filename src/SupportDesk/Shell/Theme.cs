using MudBlazor;

namespace SupportDesk.Shell;

/// <summary>The component library in the desk's colours, type and measures. What lies on the page has no shadow; what floats above it has one.</summary>
internal static class Theme
{
    private const int Elevations = 26;
    private const int FirstFloating = 4;

    private static readonly string[] Fonts =
        ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "Arial", "sans-serif"];

    public static MudTheme Desk { get; } = new()
    {
        PaletteLight = Paint(new PaletteLight { HoverOpacity = .09, BorderOpacity = .22, OverlayDark = "rgba(20,22,30,0.32)" }, ThemeColors.Light),
        PaletteDark = Paint(new PaletteDark { HoverOpacity = .14, BorderOpacity = .26, OverlayDark = "rgba(0,0,0,0.55)" }, ThemeColors.Dark),
        Shadows = Shadow("var(--sd-shadow-float)"),
        LayoutProperties = new()
        {
            DefaultBorderRadius = "6px",
            DrawerWidthLeft = "208px",
            DrawerMiniWidthLeft = "56px",
            AppbarHeight = "52px",
        },
        Typography = new()
        {
            Default = Type<DefaultTypography>(14, 21, 400),
            H1 = Type<H1Typography>(20, 26, 600, "-.01em"),
            H2 = Type<H2Typography>(16, 22, 600),
            H3 = Type<H3Typography>(14, 20, 600),
            H4 = Type<H4Typography>(24, 30, 600),
            H5 = Type<H5Typography>(28, 34, 600),
            H6 = Type<H6Typography>(16, 22, 600),
            Subtitle1 = Type<Subtitle1Typography>(15, 22, 600),
            Subtitle2 = Type<Subtitle2Typography>(12, 16, 500),
            Body1 = Type<Body1Typography>(14, 21, 400),
            Body2 = Type<Body2Typography>(13, 18, 400),
            Button = Type<ButtonTypography>(13, 20, 600),
            Caption = Type<CaptionTypography>(12, 16, 400),
            Overline = Type<OverlineTypography>(12, 16, 600),
        },
    };

    // Every pair of ground and writing is set: the library's own pairs are too pale to be read.
    private static T Paint<T>(T palette, ThemeColors of)
        where T : Palette
    {
        (palette.Background, palette.BackgroundGray, palette.Surface) = (of.Paper, of.Sunken, of.Sheet);
        (palette.AppbarBackground, palette.AppbarText) = (of.Paper, of.Text);
        (palette.DrawerBackground, palette.DrawerText, palette.DrawerIcon) = (of.Rail, of.Muted, of.Muted);
        (palette.TextPrimary, palette.TextSecondary, palette.TextDisabled) = (of.Text, of.Muted, of.Faint);
        (palette.ActionDefault, palette.ActionDisabled, palette.ActionDisabledBackground) = (of.Muted, of.Faint, of.Sunken);
        (palette.LinesDefault, palette.LinesInputs, palette.TableLines) = (of.Line, of.LineStrong, of.LineSoft);
        (palette.Divider, palette.DividerLight, palette.Skeleton) = (of.Line, of.LineSoft, of.Sunken);
        (palette.TableStriped, palette.TableHover) = (of.Sunken, of.Hover);
        (palette.GrayDefault, palette.GrayLight, palette.GrayLighter) = (of.Faint, of.LineStrong, of.Line);
        (palette.GrayDark, palette.GrayDarker) = (of.Muted, of.Text);
        (palette.White, palette.Black) = (of.Sheet, of.Text);
        (palette.RippleOpacity, palette.RippleOpacitySecondary) = (0, 0);

        (palette.Primary, palette.PrimaryContrastText) = (of.Accent, of.OnAccent);
        (palette.PrimaryDarken, palette.PrimaryLighten) = (of.AccentStrong, of.AccentSoft);
        (palette.Secondary, palette.SecondaryContrastText) = (of.Muted, of.Sheet);
        (palette.SecondaryDarken, palette.SecondaryLighten) = (of.Text, of.Faint);
        (palette.Tertiary, palette.TertiaryContrastText) = (of.Text, of.Sheet);
        (palette.TertiaryDarken, palette.TertiaryLighten) = (of.Text, of.Muted);
        (palette.Info, palette.InfoContrastText) = (of.Wait, of.Sheet);
        (palette.InfoDarken, palette.InfoLighten) = (of.Wait, of.WaitSoft);
        (palette.Success, palette.SuccessContrastText) = (of.Ok, of.Sheet);
        (palette.SuccessDarken, palette.SuccessLighten) = (of.Ok, of.OkSoft);
        (palette.Warning, palette.WarningContrastText) = (of.Warn, of.Sheet);
        (palette.WarningDarken, palette.WarningLighten) = (of.Warn, of.WarnSoft);
        (palette.Error, palette.ErrorContrastText) = (of.Bad, of.Sheet);
        (palette.ErrorDarken, palette.ErrorLighten) = (of.Bad, of.BadSoft);
        (palette.Dark, palette.DarkContrastText) = (of.Text, of.Sheet);
        (palette.DarkDarken, palette.DarkLighten) = (of.Text, of.Muted);
        return palette;
    }

    private static Shadow Shadow(string floating) => new()
    {
        Elevation = [.. Enumerable.Range(0, Elevations).Select(elevation => elevation < FirstFloating ? "none" : floating)],
    };

    // Sizes follow what the person chose in the browser: rem, not pixels.
    private static T Type<T>(int size, int line, int weight, string spacing = "normal")
        where T : BaseTypography, new() => new()
        {
            FontFamily = Fonts,
            FontSize = FormattableString.Invariant($"{size / 16m}rem"),
            LineHeight = FormattableString.Invariant($"{(decimal)line / size:0.####}"),
            FontWeight = FormattableString.Invariant($"{weight}"),
            LetterSpacing = spacing,
            TextTransform = "none",
        };
}
