namespace SupportDesk.Features.Email.Pages;

/// <summary>The form that a number asks for: Russian has three, English uses the first two of the same keys.</summary>
internal static class Plural
{
    public static string Key(string key, int count) => key + ((count % 100, count % 10) switch
    {
        ( >= 11 and <= 14, _) => "Many",
        (_, 1) => "One",
        (_, >= 2 and <= 4) => "Few",
        _ => "Many",
    });
}
