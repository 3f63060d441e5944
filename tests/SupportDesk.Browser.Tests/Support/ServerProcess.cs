using System.Diagnostics;
using System.Text;

namespace SupportDesk.Browser.Tests.Support;

/// <summary>A program that the test started itself: its output is kept, and it is ended by its own id only.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    // A start takes seconds; on a machine that has much else to do it is late, which is no failure.
    private const int Timeout = 180;

    private readonly Process process;
    private readonly StringBuilder output = new();

    private ServerProcess(Process process) => this.process = process;

    public bool HasExited => process.HasExited;

    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    public static ServerProcess Start(
        string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        var server = new ServerProcess(new Process { StartInfo = start });
        server.process.OutputDataReceived += (_, line) => server.Keep(line.Data);
        server.process.ErrorDataReceived += (_, line) => server.Keep(line.Data);
        server.process.Start();
        server.process.StandardInput.Close();
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        return server;
    }

    /// <summary>The first line that begins so, once it has been printed.</summary>
    public async Task<string> LineAsync(string beginning)
    {
        string? Find() => Output.Split('\n').FirstOrDefault(line => line.StartsWith(beginning, StringComparison.Ordinal));
        await Wait.UntilAsync(
            () => Find() is not null || HasExited, () => $"No line '{beginning}' from {process.StartInfo.FileName}:\n{Output}", Timeout);
        return Find() ?? throw new InvalidOperationException($"{process.StartInfo.FileName} ended:\n{Output}");
    }

    /// <summary>Waits until it ends by itself and has said all it had to say.</summary>
    public async Task<int> ExitCodeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, and ends it if it does not.</summary>
    public async Task StopAsync()
    {
        if (process.HasExited)
            return;
        using (var ask = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await ask.WaitForExitAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (output)
            output.Append(line).Append('\n');
    }
}
