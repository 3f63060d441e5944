namespace SupportDesk.Shell.Frame;

/// <summary>Whether a person wants the rail open or folded: a cookie that the page itself writes, so that the next one begins so.</summary>
internal static class RailChoice
{
    private const string Cookie = "sd.rail";

    /// <returns>Null when the person has not chosen.</returns>
    public static bool? Of(HttpRequest request) => request.Cookies[Cookie] switch
    {
        "open" => true,
        "folded" => false,
        _ => null,
    };

    /// <summary>The choice wins; without one, pages about one thing have the width for themselves.</summary>
    public static bool IsOpen(bool? choice, bool isFocused) => choice ?? !isFocused;
}
