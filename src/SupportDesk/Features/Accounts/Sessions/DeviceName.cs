namespace SupportDesk.Features.Accounts.Sessions;

/// <summary>Browser and system behind a User-Agent, as the person who sits there would name them. A hint: anybody can write that header.</summary>
internal static class DeviceName
{
    // In this order: the later ones call themselves by the names of the earlier ones as well.
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("YaBrowser/", "Yandex Browser"), ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
        ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    /// <returns>«Firefox, Windows»; empty if neither is known.</returns>
    public static string Of(string userAgent) =>
        string.Join(", ", new[] { Find(Browsers, userAgent), Find(Systems, userAgent) }.Where(name => name is not null));

    private static string? Find((string Sign, string Name)[] table, string userAgent) =>
        table.FirstOrDefault(row => userAgent.Contains(row.Sign, StringComparison.Ordinal)).Name;
}
