using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Cli;

/// <summary>The program itself, in a pipe as an operator puts it there.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class MaskCommandTests : IDisposable
{
    private const string Text = "GET /pay?card=4111111111111111\nПароль #1: Qwe12345\ncvv=123 card=2200000000000004\n";
    private const string Masked = "GET /pay?card=************1111\nПароль #1: [masked:password]\ncvv=[masked:cvv] card=************0004\n";
    private const string Report =
        """{"bytes":87,"counts":{"cvv":1,"pan":2,"password":1},"findings":["""
        + """{"kind":"pan","line":1,"offset":14,"length":16},"""
        + """{"kind":"password","line":2,"offset":48,"length":8},"""
        + """{"kind":"cvv","line":3,"offset":61,"length":3},"""
        + """{"kind":"pan","line":3,"offset":70,"length":16}]}""";

    private readonly string folder = Directory.CreateTempSubdirectory("mask-").FullName;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Mask_FileOrPipe_GivesMaskedTextAndReport(bool piped)
    {
        var run = piped
            ? await RunAsync(Encoding.UTF8.GetBytes(Text), "mask", "-", "--report", "report.json")
            : await RunAsync([], "mask", Write("in.log", Text), "--report", "report.json");

        Assert.Equal((0, Masked, ""), (run.Code, Encoding.UTF8.GetString(run.Out), run.Error));
        Assert.Equal(Report, await File.ReadAllTextAsync(PathOf("report.json")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf("report.json")));
    }

    [Fact]
    public async Task Mask_OldReportWithOtherRights_IsReplacedAndNothingElseIsLeft()
    {
        Write("report.json", "old");
        File.SetUnixFileMode(PathOf("report.json"), UnixFileMode.UserRead | UnixFileMode.OtherRead);

        await RunAsync("nothing\n"u8.ToArray(), "mask", "--report", "report.json");

        Assert.Equal("""{"bytes":8,"counts":{},"findings":[]}""", await File.ReadAllTextAsync(PathOf("report.json")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf("report.json")));
        Assert.Equal(["report.json"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Mask_NothingToRead_GivesNothing()
    {
        var run = await RunAsync([], "mask");
        Assert.Equal((0, 0, ""), (run.Code, run.Out.Length, run.Error));
    }

    [Theory]
    [InlineData("utf-16le")]
    [InlineData("utf-16be")]
    [InlineData("windows-1251")]
    [InlineData("UTF-8")]
    public async Task Mask_EncodingNamed_KeepsIt(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Encoding encoding = name switch
        {
            "utf-16le" => new UnicodeEncoding(false, false),
            "utf-16be" => new UnicodeEncoding(true, false),
            _ => Encoding.GetEncoding(name),
        };
        var run = await RunAsync(encoding.GetBytes("Пароль: Qwe12345\r\n"), "mask", "--encoding", name);
        Assert.Equal((0, "Пароль: [masked:password]\r\n"), (run.Code, encoding.GetString(run.Out)));
    }

    [Fact]
    public async Task Mask_PersonalAndIp_AreHiddenOnRequest()
    {
        var input = "mail ivan@mail.ru from 203.0.113.7\n"u8.ToArray();
        Assert.Equal(input, (await RunAsync(input, "mask")).Out);
        Assert.Equal("mail i***@mail.ru from 203.0.113.7\n", Encoding.UTF8.GetString((await RunAsync(input, "mask", "--personal")).Out));
        var both = Encoding.UTF8.GetString((await RunAsync(input, "mask", "--personal", "--ip")).Out);
        Assert.StartsWith("mail i***@mail.ru from ", both, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113.7", both, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mask_EndlessInput_EndsQuietlyWithItsReader()
    {
        var run = await ShellAsync("yes 'card=4111111111111111' 2>/dev/null | \"$0\" \"$1\" mask --report report.json | head -n 3; echo \"${PIPESTATUS[1]}\"");

        Assert.Equal("card=************1111\ncard=************1111\ncard=************1111\n0\n", Encoding.UTF8.GetString(run.Out));
        Assert.Equal("", run.Error);
        Assert.StartsWith("{\"bytes\":", await File.ReadAllTextAsync(PathOf("report.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mask_InputPauses_GivesWhatIsKnown()
    {
        using var process = Start("mask");
        var lines = string.Concat(Enumerable.Range(0, 100).Select(i => $"line {i} card=4111111111111111\n"));
        await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(lines));
        await process.StandardInput.BaseStream.FlushAsync();

        // The input stays open: only what is held back for the rules may be missing.
        for (var i = 0; i < 70; i++)
            Assert.Equal($"line {i} card=************1111", await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)));
        process.StandardInput.Close();
        Assert.EndsWith("line 99 card=************1111\n", await process.StandardOutput.ReadToEndAsync(), StringComparison.Ordinal);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Mask_BetweenOtherWriters_KeepsTheirOrderInAFile()
    {
        Write("in.log", Text);
        await ShellAsync("(echo before; \"$0\" \"$1\" mask in.log; echo after) > out.txt");
        Assert.Equal("before\n" + Masked + "after\n", await File.ReadAllTextAsync(PathOf("out.txt")));
    }

    [Theory]
    [InlineData("nowhere.log does not exist", "nowhere.log")]
    [InlineData(". is a folder", ".")]
    [InlineData("picture.png is a picture", "picture.png")]
    [InlineData("log.gz is an archive", "log.gz")]
    [InlineData("program is not text", "program")]
    [InlineData("'--peronal'", "in.log", "--peronal")]
    [InlineData("Unknown option '-x'", "-x")]
    [InlineData("'more.log'", "in.log", "more.log")]
    [InlineData("Unknown encoding 'koi8'. Known are utf-8, utf-16le, utf-16be, windows-1251", "in.log", "--encoding", "koi8")]
    [InlineData("the report no/where.json cannot be written", "in.log", "--report", "no/where.json")]
    [InlineData("the report . is a folder", "in.log", "--report", ".")]
    [InlineData("the report ./in.log would replace the input", "in.log", "--report", "./in.log")]
    [InlineData("the report cannot go to standard output", "in.log", "--report", "/dev/stdout")]
    [InlineData("--report", "in.log", "--report")]
    public async Task Mask_WhatCannotBeDone_ExitsWith2AndSaysWhy(string message, params string[] args)
    {
        Write("in.log", Text);
        await File.WriteAllBytesAsync(PathOf("picture.png"), [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        await File.WriteAllBytesAsync(PathOf("log.gz"), [0x1F, 0x8B, 8, 0]);
        await File.WriteAllBytesAsync(PathOf("program"), [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0]);

        var run = await RunAsync([], ["mask", .. args]);

        Assert.Equal((2, 0), (run.Code, run.Out.Length));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(4, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public async Task Mask_FullDisk_ExitsWith2AndSaysSo()
    {
        Write("in.log", Text);
        var run = await ShellAsync("\"$0\" \"$1\" mask in.log > /dev/full; echo $?");
        Assert.Equal("2\n", Encoding.UTF8.GetString(run.Out));
        Assert.Contains("standard output cannot be written", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mask_Anywhere_LeavesNoDataFolder()
    {
        await RunAsync("a\n"u8.ToArray(), "mask");
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string PathOf(string name) => Path.Combine(folder, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    private Process Start(params string[] args) => Programs.Start(folder, "dotnet", [typeof(Program).Assembly.Location, .. args]);

    private Task<(int Code, byte[] Out, string Error)> RunAsync(byte[] input, params string[] args) => Programs.FinishAsync(Start(args), input);

    // $0 and $1 are the program.
    private Task<(int Code, byte[] Out, string Error)> ShellAsync(string script) =>
        Programs.FinishAsync(Programs.Start(folder, "bash", ["-c", script, "dotnet", typeof(Program).Assembly.Location]), []);
}
