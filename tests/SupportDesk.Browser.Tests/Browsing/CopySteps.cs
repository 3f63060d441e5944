using SupportDesk.Browser.Tests.Support;

namespace SupportDesk.Browser.Tests.Browsing;

/// <summary>The copies of what was typed that the browser keeps.</summary>
internal static class CopySteps
{
    public static Task<string[]> CopiesAsync(this Window window) => window.Page.EvaluateAsync<string[]>(
        "() => Object.keys(localStorage).filter(name => name.startsWith('sd.typed.')).map(name => localStorage.getItem(name))");

    /// <summary>Waits until the server has all that was typed: then there is no copy left.</summary>
    public static Task ExpectNoCopyAsync(this Window window) =>
        Wait.UntilAsync(async () => (await window.CopiesAsync()).Length == 0, async () => string.Join('\n', [
            "A copy is still there:", .. await window.CopiesAsync(), "The fields:", .. await window.FieldsAsync(), "The browser:", .. window.Troubles,
            await window.Page.Locator("body").InnerTextAsync(), window.Desk.Log,
        ]));

    private static Task<string[]> FieldsAsync(this Window window) => window.Page.EvaluateAsync<string[]>(
        "() => [...document.querySelectorAll('[data-keep]')].map(field => JSON.stringify({ ...field.dataset, value: field.value }))");
}
