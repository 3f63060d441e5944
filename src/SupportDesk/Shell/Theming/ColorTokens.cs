namespace SupportDesk.Shell.Theming;

/// <param name="Name">As style sheets know it: <c>--sd-NAME</c>.</param>
internal sealed record ColorToken(string Name, string Light, string Dark);

/// <summary>
/// Every colour of the desk. The component library's palettes, the desk's own style sheets and the public pages take theirs
/// from here; none stands anywhere else.
/// </summary>
internal static class ColorTokens
{
    public static IReadOnlyList<ColorToken> All { get; } =
    [
        new("paper", "#f6f6f3", "#141519"),
        new("rail", "#efefeb", "#101114"),
        new("sheet", "#ffffff", "#1b1d22"),
        new("sunken", "#f0f0ec", "#15171b"),
        new("raised", "#ffffff", "#25282f"),
        new("hover", "#f5f5f1", "#22252b"),
        new("line", "#e2e2dd", "#2c2f37"),
        new("line-soft", "#ecece8", "#26292f"),
        new("line-strong", "#85878f", "#767a86"),
        new("text", "#1b1d22", "#e9e9ec"),
        new("muted", "#53565f", "#b0b3bc"),
        new("faint", "#62656e", "#9a9da8"),
        new("accent", "#2746ad", "#a3b6ff"),
        new("accent-strong", "#1c3689", "#c2cfff"),
        new("accent-soft", "#e9edf9", "#232b4b"),
        new("on-accent", "#ffffff", "#0f1530"),
        new("focus", "#2746ad", "#a3b6ff"),
        new("ok", "#17643a", "#86d3a6"),
        new("ok-soft", "#e4f2e8", "#172c21"),
        new("ok-mark", "#2c8a55", "#4ea877"),
        new("warn", "#7a4a00", "#edc06c"),
        new("warn-soft", "#fbf0d9", "#30260f"),
        new("warn-mark", "#c98510", "#c8922e"),
        new("bad", "#a8231c", "#ffa59c"),
        new("bad-soft", "#fbe9e7", "#381d1b"),
        new("bad-mark", "#cf3b32", "#e0665c"),
        new("wait", "#3a5168", "#acc5db"),
        new("wait-soft", "#e6edf3", "#1c2935"),
        new("wait-mark", "#6b88a3", "#6c8dab"),
        new("note", "#fdf8dd", "#2a2614"),
        new("note-line", "#e8dda0", "#4d4523"),
        new("note-text", "#5f5200", "#e6d583"),
        new("masked", "#e5e4de", "#34363d"),
        new("masked-stripe", "#d7d6cf", "#40434b"),
        new("masked-text", "#35373d", "#dcdce0"),
        // In both modes alike: what covers a picture, and the ground that a foreign e-mail was written for.
        new("blackout", "#000000", "#000000"),
        new("white", "#ffffff", "#ffffff"),
    ];

    /// <summary>What floats above the page, and bars at its foot.</summary>
    public static IReadOnlyList<(string Name, string Light, string Dark)> Shadows { get; } =
    [
        (
            "float",
            "0 0 0 1px rgb(20 22 30 / .07), 0 2px 6px rgb(20 22 30 / .06), 0 12px 32px rgb(20 22 30 / .14)",
            "0 0 0 1px #3a3d46, 0 12px 32px rgb(0 0 0 / .55)"
        ),
        ("bar", "0 -1px 0 var(--sd-line), 0 -8px 24px rgb(20 22 30 / .05)", "0 -1px 0 var(--sd-line)"),
    ];

    /// <exception cref="KeyNotFoundException">There is no such colour.</exception>
    public static string Of(string name, bool dark) =>
        All.FirstOrDefault(token => token.Name == name) is { } token ? dark ? token.Dark : token.Light : throw new KeyNotFoundException($"No colour '{name}'.");

    /// <summary>As a style sheet: by the cookie's theme, or by the system's where none is chosen.</summary>
    public static string Css() =>
        $":root,[data-theme=light]{{{Block(dark: false)}}}"
        + $"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{Block(dark: true)}}}}}"
        + $"[data-theme=dark]{{{Block(dark: true)}}}\n";

    private static string Block(bool dark) => string.Concat(
        [
            $"color-scheme:{(dark ? "dark" : "light")};",
            .. All.Select(token => $"--sd-{token.Name}:{(dark ? token.Dark : token.Light)};"),
            .. Shadows.Select(shadow => $"--sd-shadow-{shadow.Name}:{(dark ? shadow.Dark : shadow.Light)};"),
        ]
    );
}
