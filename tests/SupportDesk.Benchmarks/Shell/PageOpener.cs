using System.Diagnostics;
using System.Globalization;

namespace SupportDesk.Benchmarks.Shell;

/// <summary>This program once more, as the browsers: it opens pages, says so, and holds them until it is let go.</summary>
internal sealed class PageOpener : IAsyncDisposable
{
    /// <summary>The first argument by which the program knows that it is the browsers.</summary>
    public const string Verb = "open-pages";

    private readonly Process process;

    private PageOpener(Process process) => this.process = process;

    /// <param name="credentials">E-mail and password of who looks, in two lines; null where nobody signs in.</param>
    public static async Task<PageOpener> OpenAsync(Uri address, string path, int pages, string? credentials)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(PageOpener).Assembly.Location);
        foreach (var argument in new[] { Verb, new Uri(address, path).ToString(), pages.ToString(CultureInfo.InvariantCulture) })
            start.ArgumentList.Add(argument);
        var opener = new PageOpener(Process.Start(start)!);
        await opener.process.StandardInput.WriteLineAsync(credentials ?? "\n");
        await opener.process.StandardInput.FlushAsync();
        while (await opener.process.StandardOutput.ReadLineAsync() is { } line)
            if (line == "open")
                return opener;
            else
                Console.Error.WriteLine(line);
        throw new InvalidOperationException($"The pages of {path} could not be opened.");
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
