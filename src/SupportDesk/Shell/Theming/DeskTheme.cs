using MudBlazor;

namespace SupportDesk.Shell.Theming;

/// <summary>The component library in the desk's colours, type and measures. What lies on the page has no shadow; what floats above it has one.</summary>
internal static class DeskTheme
{
    private const int Elevations = 26;
    private const int FirstFloating = 4;

    private static readonly string[] Fonts =
        ["Golos Text", "system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "Arial", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = Paint(new PaletteLight { HoverOpacity = .09, BorderOpacity = .22, OverlayDark = "rgba(20,22,30,0.32)" }, dark: false),
        PaletteDark = Paint(new PaletteDark { HoverOpacity = .14, BorderOpacity = .26, OverlayDark = "rgba(0,0,0,0.55)" }, dark: true),
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
    private static T Paint<T>(T palette, bool dark)
        where T : Palette
    {
        (palette.Background, palette.BackgroundGray, palette.Surface) = (Of("paper"), Of("sunken"), Of("sheet"));
        (palette.AppbarBackground, palette.AppbarText) = (Of("paper"), Of("text"));
        (palette.DrawerBackground, palette.DrawerText, palette.DrawerIcon) = (Of("rail"), Of("muted"), Of("muted"));
        (palette.TextPrimary, palette.TextSecondary, palette.TextDisabled) = (Of("text"), Of("muted"), Of("faint"));
        (palette.ActionDefault, palette.ActionDisabled, palette.ActionDisabledBackground) = (Of("muted"), Of("faint"), Of("sunken"));
        (palette.LinesDefault, palette.LinesInputs, palette.TableLines) = (Of("line"), Of("line-strong"), Of("line-soft"));
        (palette.Divider, palette.DividerLight, palette.Skeleton) = (Of("line"), Of("line-soft"), Of("sunken"));
        (palette.TableStriped, palette.TableHover) = (Of("sunken"), Of("hover"));
        (palette.GrayDefault, palette.GrayLight, palette.GrayLighter) = (Of("faint"), Of("line-strong"), Of("line"));
        (palette.GrayDark, palette.GrayDarker) = (Of("muted"), Of("text"));
        (palette.White, palette.Black) = (Of("sheet"), Of("text"));
        (palette.RippleOpacity, palette.RippleOpacitySecondary) = (0, 0);

        (palette.Primary, palette.PrimaryContrastText) = (Of("accent"), Of("on-accent"));
        (palette.PrimaryDarken, palette.PrimaryLighten) = (Of("accent-strong"), Of("accent-soft"));
        (palette.Secondary, palette.SecondaryContrastText) = (Of("muted"), Of("sheet"));
        (palette.SecondaryDarken, palette.SecondaryLighten) = (Of("text"), Of("faint"));
        (palette.Tertiary, palette.TertiaryContrastText) = (Of("note-text"), Of("sheet"));
        (palette.TertiaryDarken, palette.TertiaryLighten) = (Of("note-text"), Of("note"));
        (palette.Info, palette.InfoContrastText) = (Of("wait"), Of("sheet"));
        (palette.InfoDarken, palette.InfoLighten) = (Of("wait"), Of("wait-soft"));
        (palette.Success, palette.SuccessContrastText) = (Of("ok"), Of("sheet"));
        (palette.SuccessDarken, palette.SuccessLighten) = (Of("ok"), Of("ok-soft"));
        (palette.Warning, palette.WarningContrastText) = (Of("warn"), Of("sheet"));
        (palette.WarningDarken, palette.WarningLighten) = (Of("warn"), Of("warn-soft"));
        (palette.Error, palette.ErrorContrastText) = (Of("bad"), Of("sheet"));
        (palette.ErrorDarken, palette.ErrorLighten) = (Of("bad"), Of("bad-soft"));
        (palette.Dark, palette.DarkContrastText) = (Of("text"), Of("sheet"));
        (palette.DarkDarken, palette.DarkLighten) = (Of("text"), Of("muted"));
        return palette;

        string Of(string name) => ColorTokens.Of(name, dark);
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
