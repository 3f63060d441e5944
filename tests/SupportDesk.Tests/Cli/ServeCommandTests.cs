using System.Runtime.Versioning;
using System.Text;
using SupportDesk.Tests.Features.Tickets;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Cli;

/// <summary>The web desk as an operator starts it.</summary>
public sealed class ServeCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("serve-").FullName;

    [Theory]
    [InlineData("Desk:BaseUrl", "javascript:alert(1)")]
    [InlineData("Desk:TimeZone", "Europe/Moskow")]
    [InlineData("Payers:LinkDays", "-3")]
    [InlineData("Payers:CasesPerHour", "0")]
    [InlineData("Upload:MaxBytes", "abc")]
    [InlineData("Upload:Archives:MaxDepth", "0")]
    [InlineData("Doctor:TimeoutSeconds", "0")]
    public async Task Serve_WrongSetting_IsNamedWithItsValue(string key, string value)
    {
        var (code, error) = await ServeAsync($"--{key}={value}");
        Assert.Equal(2, code);
        Assert.Contains(key, error, StringComparison.Ordinal);
        Assert.Contains(value, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_SeveralWrongSettings_AreNamedAllAtOnce()
    {
        var (code, error) = await ServeAsync("--Desk:TimeZone=Mars", "--Payers:LinkDays=0", "--Payers:FormsPerHour=-1", "--Upload:MaxBytes=abc");
        Assert.Equal(2, code);
        Assert.All(
            ["Desk:TimeZone", "Payers:LinkDays", "Payers:FormsPerHour", "Upload:MaxBytes"],
            key => Assert.Contains(key, error, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Serve_FolderThatIsServed_IsRefusedWhileOtherVerbsWork()
    {
        await using var desk = await DeskFixture.StartAsync();
        await using var first = await DeskProgram.StartAsync(desk);
        var data = Path.Combine(desk.Folder, "data");
        var (code, error) = await ServeAsync($"--Data:Directory={data}");
        Assert.Equal(2, code);
        Assert.Contains(data + ": another desk serves this folder", error, StringComparison.Ordinal);
        var users = await Programs.FinishAsync(
            Programs.Start(Repository.Root, "dotnet", [typeof(Program).Assembly.Location, "user", "list"], ("Data__Directory", data)),
            []
        );
        Assert.Contains(desk.Agent.Email!, Encoding.UTF8.GetString(users.Out), StringComparison.Ordinal);
        await first.KillAsync();
        await using var second = await DeskProgram.StartAsync(desk);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Serve_WhatItWrites_IsReadableByItsOwnerOnly()
    {
        await using var desk = await DeskFixture.StartAsync();
        await desk.StoreAsync("10.0.0.1 GET / 200\n"u8.ToArray());
        var data = Path.Combine(desk.Folder, "data");
        File.SetUnixFileMode(data, (UnixFileMode)0b111_101_101);
        await using var program = await DeskProgram.StartAsync(desk);
        const UnixFileMode others = (UnixFileMode)0b000_111_111;
        string[] folders = [data, Path.Combine(data, "keys"), Path.Combine(data, "blobs"), .. Directory.GetDirectories(Path.Combine(data, "blobs"))];
        string[] files = [Path.Combine(data, "desk.db"), .. Directory.GetFiles(Path.Combine(data, "blobs"), "*", SearchOption.AllDirectories)];
        Assert.True(files.Length > 1);
        Assert.All(folders.Concat(files), path => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & others));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<(int Code, string Error)> ServeAsync(params string[] settings)
    {
        string[] own = [$"--Data:Directory={Path.Combine(folder, "data")}", "--Urls=http://127.0.0.1:0"];
        var run = await Programs.FinishAsync(Programs.Start(Repository.Root, "dotnet", [typeof(Program).Assembly.Location, .. own, .. settings]), []);
        return (run.Code, run.Error);
    }
}
