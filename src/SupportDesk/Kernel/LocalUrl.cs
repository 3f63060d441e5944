namespace SupportDesk.Kernel;

/// <summary>Where a form may send a person back to: a path of this desk and nowhere else.</summary>
public static class LocalUrl
{
    public static string OrHome(string? url, string home = "/") => IsLocal(url) ? url! : home;

    // "//host" and "/\host" are other hosts to a browser; a control character may hide either.
    private static bool IsLocal(string? url) =>
        url is ['/', ..] && url is not ['/', '/' or '\\', ..] && !url.Any(char.IsControl);
}
