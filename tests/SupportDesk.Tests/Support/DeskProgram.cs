using System.Diagnostics;

namespace SupportDesk.Tests.Support;

/// <summary>The desk as a process of its own on the data of a test desk. Killed, it ends as by a power cut.</summary>
internal sealed class DeskProgram : IAsyncDisposable
{
    private readonly Process process;
    private readonly List<string> lines = [];
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DeskProgram(Process process) => this.process = process;

    public string Output
    {
        get
        {
            lock (lines)
                return string.Join('\n', lines);
        }
    }

    public static async Task<DeskProgram> StartAsync(DeskFixture desk, params (string Key, string Value)[] settings)
    {
        var program = new DeskProgram(Programs.Start(Repository.Root, "dotnet",
        [
            typeof(Program).Assembly.Location,
            $"--Data:Directory={Path.Combine(desk.Folder, "data")}",
            $"--Mail:Folder:Incoming={Path.Combine(desk.Folder, "mail", "in")}",
            $"--Mail:Folder:Outgoing={Path.Combine(desk.Folder, "mail", "out")}",
            "--Urls=http://127.0.0.1:0",
            .. settings.Select(setting => $"--{setting.Key}={setting.Value}"),
        ]));
        program.process.OutputDataReceived += (_, line) => program.Keep(line.Data);
        program.process.ErrorDataReceived += (_, line) => program.Keep(line.Data);
        program.process.StandardInput.Close();
        program.process.BeginOutputReadLine();
        program.process.BeginErrorReadLine();
        await program.started.Task.WaitAsync(TimeSpan.FromMinutes(1));
        return program;
    }

    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (lines)
            lines.Add(line ?? "");
        if (line is null)
            started.TrySetException(new InvalidOperationException($"The desk ended:\n{Output}"));
        else if (line.StartsWith("E-mails: ", StringComparison.Ordinal))
            started.TrySetResult();
    }
}
