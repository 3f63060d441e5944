using System.Diagnostics;
using System.Globalization;

namespace SupportDesk.Benchmarks.Shell;

/// <summary>This program once more, as the browsers: what they cost is none of the server's.</summary>
internal sealed class PageOpener : IAsyncDisposable
{
    /// <summary>The first argument by which the program knows that it is the browsers, and is to hold pages open.</summary>
    public const string Hold = "hold-pages";

    /// <summary>The same, to tell how long a page takes.</summary>
    public const string Time = "time-pages";

    /// <summary>The line that says that all is done.</summary>
    public const string Ready = "ready";

    private readonly Process process;

    private PageOpener(Process process) => this.process = process;

    /// <param name="credentials">E-mail and password of who looks, in two lines; null where nobody signs in.</param>
    public static async Task<PageOpener> OpenAsync(Uri address, string path, int pages, string? credentials)
    {
        var opener = await StartAsync(credentials, Hold, new Uri(address, path).ToString(), Number(pages));
        await opener.LinesAsync();
        return opener;
    }

    /// <summary>Goes to a page again and again, each time from another one.</summary>
    /// <returns>Milliseconds of each visit, in their order.</returns>
    public static async Task<IReadOnlyList<double>> TimeAsync(Uri address, string path, string between, int visits, string credentials)
    {
        await using var opener = await StartAsync(credentials, Time, new Uri(address, path).ToString(), new Uri(address, between).ToString(), Number(visits));
        return [.. (await opener.LinesAsync()).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<PageOpener> StartAsync(string? credentials, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(PageOpener).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var opener = new PageOpener(Process.Start(start)!);
        await opener.process.StandardInput.WriteLineAsync(credentials ?? "\n");
        await opener.process.StandardInput.FlushAsync();
        return opener;
    }

    private async Task<IReadOnlyList<string>> LinesAsync()
    {
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == Ready)
                return lines;
            lines.Add(line);
        }

        throw new InvalidOperationException($"The pages could not be opened.\n{string.Join('\n', lines)}");
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
