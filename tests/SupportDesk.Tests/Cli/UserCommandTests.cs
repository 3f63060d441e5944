using System.Diagnostics;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Cli;

/// <summary>The program itself, as an operator calls it.</summary>
public sealed class UserCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cli-").FullName;

    [Fact]
    public async Task Add_GoodInput_IsListedAndPasswordStandsNowhere()
    {
        var added = await RunAsync("длинная фраза 7", "user", "add", "vera@desk.example", "--name", "Вера Лукошкина", "--role", "lead");
        var listed = await RunAsync("", "user", "list");
        Assert.Equal((0, "vera@desk.example Lead"), (added.Code, added.Out.Trim()));
        Assert.Equal("vera@desk.example\tLead\tВера Лукошкина\t", listed.Out.TrimEnd('\n', '\r'));
        Assert.DoesNotContain("длинная", added.Out + added.Error + listed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResetDisableEnable_KnownPerson_SaysWhoAndUnknownIsRefused()
    {
        await RunAsync("длинная фраза 7", "user", "add", "vera@desk.example", "--name", "Вера");
        foreach (var verb in new[] { "reset", "disable", "enable" })
        {
            var run = await RunAsync("другая длинная фраза", "user", verb, "vera@desk.example");
            Assert.Equal((0, "vera@desk.example Agent", ""), (run.Code, run.Out.Trim(), run.Error.Trim()));
        }

        var unknown = await RunAsync("другая длинная фраза", "user", "disable", "nobody@desk.example");
        Assert.Equal(2, unknown.Code);
        Assert.Contains("nobody@desk.example", unknown.Error, StringComparison.Ordinal);
        var weak = await RunAsync("short", "user", "reset", "vera@desk.example");
        Assert.Equal(2, weak.Code);
    }

    [Theory]
    [InlineData("short", "user", "add", "a@desk.example", "--name", "A")]
    [InlineData("длинная фраза 7", "user", "add", "no-address", "--name", "A")]
    [InlineData("длинная фраза 7", "user", "add", "a@desk.example", "--name", "A", "--role", "boss")]
    [InlineData("длинная фраза 7", "user", "add", "a@desk.example", "--name", "A", "--role", "merchant")]
    [InlineData("", "fly")]
    public async Task Run_BadInput_ExitsWith2AndSaysWhyOnStderr(string input, params string[] args)
    {
        var run = await RunAsync(input, args);
        Assert.Equal(2, run.Code);
        Assert.NotEmpty(run.Error.Trim());
        Assert.Empty(run.Out.Trim());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<(int Code, string Out, string Error)> RunAsync(string input, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. args])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Data__Directory"] = Path.Combine(folder, "data");
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteLineAsync(input);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
