using SupportDesk.Browser.Tests.Support;

namespace SupportDesk.Browser.Tests.Browsing;

/// <summary>The copies of what was typed that the browser keeps.</summary>
internal static class CopySteps
{
    public static Task<string[]> CopiesAsync(this Window window) => window.Page.EvaluateAsync<string[]>(
        "() => Object.keys(localStorage).filter(name => name.startsWith('sd.typed.')).map(name => localStorage.getItem(name))");

    /// <summary>Waits until the server has all that was typed: then there is no copy left.</summary>
    public static Task ExpectNoCopyAsync(this Window window) =>
        Wait.UntilAsync(async () => (await window.CopiesAsync()).Length == 0, () => "A copy is still there.");
}
