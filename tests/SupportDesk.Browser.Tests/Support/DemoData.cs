namespace SupportDesk.Browser.Tests.Support;

/// <summary>A month of invented work, made by the desk's own program.</summary>
internal static class DemoData
{
    public const string Admin = "olga@desk.example";
    public const string Password = "pictures-of-the-demo";

    public static async Task MakeAsync(string data)
    {
        var environment = new Dictionary<string, string?> { ["ASPNETCORE_ENVIRONMENT"] = null, ["DOTNET_ENVIRONMENT"] = null };
        await using var demo = ServerProcess.Start(
            "dotnet", [Build.DeskProgram, "demo", "--data", data, "--password", Password], Build.DeskFolder, environment);
        await demo.LineAsync("Sign in as one of them:");
        Assert.Equal(0, await demo.ExitCodeAsync());
    }
}
