using System.Text.RegularExpressions;
using SupportDesk.Browser.Tests.Browsing;

namespace SupportDesk.Browser.Tests.Demo;

/// <summary>A page of the desk in one state.</summary>
/// <param name="Name">In the picture's file name.</param>
/// <param name="Route">As the page's source has it.</param>
/// <param name="Path">Where it is; in braces what the demo's data say, by the names of <see cref="DemoPlaces"/>.</param>
/// <param name="Ready">What is there once it has come.</param>
internal sealed partial record Screen(string Name, string Route, string Path, string Ready)
{
    /// <summary>Who judges it with something on it: then it is only photographed here.</summary>
    public string? JudgedBy { get; init; }

    /// <summary>What is opened on it before it is looked at.</summary>
    public Func<Window, Task>? Open { get; init; }

    /// <summary>There only where the rail is, or only where it is not.</summary>
    public bool? IsWide { get; init; }

    public bool IsPublic => !Route.StartsWith("/desk", StringComparison.Ordinal);

    public bool IsFor(Look look) => (JudgedBy is null || Gallery.IsWanted) && (IsWide ?? look.Width >= 960) == look.Width >= 960;

    public string At(IReadOnlyDictionary<string, string> places) => Place().Replace(Path, place => places[place.Groups[1].Value]);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Place();
}
