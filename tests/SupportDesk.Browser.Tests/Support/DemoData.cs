using SupportDesk.Browser.Tests.Browsing;

namespace SupportDesk.Browser.Tests.Support;

/// <summary>A month of invented work, made by the desk's own program.</summary>
internal static class DemoData
{
    public const string Admin = "olga@desk.example";
    public const string Password = "pictures-of-the-demo";

    // Fewer are enough to be judged, and made in a fifth of the time.
    private static string Many => Gallery.IsWanted ? "300" : "60";

    public static async Task MakeAsync(string data)
    {
        var environment = new Dictionary<string, string?> { ["ASPNETCORE_ENVIRONMENT"] = null, ["DOTNET_ENVIRONMENT"] = null };
        await using var demo = ServerProcess.Start(
            "dotnet", [Build.DeskProgram, "demo", "--data", data, "--password", Password, "--tickets", Many], Build.DeskFolder, environment);
        await demo.LineAsync("Sign in as one of them:");
        Assert.Equal(0, await demo.ExitCodeAsync());
    }
}
