using System.Diagnostics;

namespace SupportDesk.Browser.Tests.Servers;

internal static class Files
{
    public static async Task GiveToAsync(string owner, string path)
    {
        using var chown = Process.Start("chown", [owner, path]);
        await chown.WaitForExitAsync();
        if (chown.ExitCode != 0)
            throw new InvalidOperationException($"{path} could not be given to {owner}.");
    }
}
