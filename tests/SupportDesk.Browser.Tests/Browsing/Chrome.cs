using Microsoft.Playwright;
using SupportDesk.Browser.Tests.Support;

namespace SupportDesk.Browser.Tests.Browsing;

/// <summary>One Chromium for a collection of tests; each test opens windows of its own in it.</summary>
public sealed class Chrome : IAsyncLifetime
{
    // No sandbox: the tests run as root, whom Chromium lets in on no other terms. The rest keeps it from calling home.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        if (Needs.Browser is not null)
            return;
        Assertions.SetDefaultExpectTimeout(60_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Needs.Chromium, Args = Arguments });
    }

    internal Task<Window> OpenAsync(DeskProcess desk, Look? look = null) => Window.OpenAsync(browser!, desk, look ?? new Look(), desk.Url);

    /// <summary>A window whose requests pass the tap.</summary>
    internal async Task<Window> OpenAsync(DeskProcess desk, TrafficRecorder tap, Look? look = null)
    {
        var window = await Window.OpenAsync(browser!, desk, look ?? new Look(), tap.Url);
        tap.Listen(window);
        return window;
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}

/// <summary>
/// Tests of one collection share a browser and run one after another, the collections beside each other: a test in the
/// browser waits more than it works. They are divided by what they took, so that none is waited for at the end.
/// </summary>
internal static class InChrome
{
    public const string Pictures = "Chrome: pictures, screens";
    public const string Doctor = "Chrome: doctor, mail screens";
    public const string Emails = "Chrome: e-mails, cases";
}

[CollectionDefinition(InChrome.Pictures)]
public sealed class PicturesInChrome : ICollectionFixture<Chrome>;

[CollectionDefinition(InChrome.Doctor)]
public sealed class DoctorInChrome : ICollectionFixture<Chrome>;

[CollectionDefinition(InChrome.Emails)]
public sealed class EmailsInChrome : ICollectionFixture<Chrome>;
