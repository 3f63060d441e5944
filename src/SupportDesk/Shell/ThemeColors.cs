namespace SupportDesk.Shell;

/// <summary>The colours of <c>wwwroot/tokens.css</c> by their names there, for the component library. A test holds both together.</summary>
internal sealed record ThemeColors
{
    public static readonly ThemeColors Light = new()
    {
        Paper = "#f5f5f2",
        Sheet = "#ffffff",
        Sunken = "#ecece8",
        Raised = "#ffffff",
        Rail = "#efefeb",
        Hover = "#f5f5f1",
        Line = "#dededa",
        LineSoft = "#e8e8e4",
        LineStrong = "#85878f",
        Text = "#1b1d22",
        Muted = "#53565f",
        Faint = "#62656e",
        Accent = "#2746ad",
        AccentStrong = "#1c3689",
        AccentSoft = "#e7ebf8",
        OnAccent = "#ffffff",
        Ok = "#17643a",
        OkSoft = "#e4f2e8",
        Warn = "#7a4a00",
        WarnSoft = "#fbf0d9",
        Bad = "#a8231c",
        BadSoft = "#fbe9e7",
        Wait = "#3a5168",
        WaitSoft = "#e6edf3",
    };

    public static readonly ThemeColors Dark = new()
    {
        Paper = "#141519",
        Sheet = "#1b1d22",
        Sunken = "#101115",
        Raised = "#25282f",
        Rail = "#101114",
        Hover = "#22252b",
        Line = "#30333b",
        LineSoft = "#282b32",
        LineStrong = "#767a86",
        Text = "#e9e9ec",
        Muted = "#b0b3bc",
        Faint = "#9a9da8",
        Accent = "#a3b6ff",
        AccentStrong = "#c2cfff",
        AccentSoft = "#232b4b",
        OnAccent = "#0f1530",
        Ok = "#86d3a6",
        OkSoft = "#172c21",
        Warn = "#edc06c",
        WarnSoft = "#30260f",
        Bad = "#ffa59c",
        BadSoft = "#381d1b",
        Wait = "#acc5db",
        WaitSoft = "#1c2935",
    };

    public required string Paper { get; init; }

    public required string Sheet { get; init; }

    public required string Sunken { get; init; }

    public required string Raised { get; init; }

    public required string Rail { get; init; }

    public required string Hover { get; init; }

    public required string Line { get; init; }

    public required string LineSoft { get; init; }

    public required string LineStrong { get; init; }

    public required string Text { get; init; }

    public required string Muted { get; init; }

    public required string Faint { get; init; }

    public required string Accent { get; init; }

    public required string AccentStrong { get; init; }

    public required string AccentSoft { get; init; }

    public required string OnAccent { get; init; }

    public required string Ok { get; init; }

    public required string OkSoft { get; init; }

    public required string Warn { get; init; }

    public required string WarnSoft { get; init; }

    public required string Bad { get; init; }

    public required string BadSoft { get; init; }

    public required string Wait { get; init; }

    public required string WaitSoft { get; init; }
}
