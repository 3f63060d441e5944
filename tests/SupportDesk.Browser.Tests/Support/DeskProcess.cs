using System.Collections.Concurrent;
using System.Globalization;
using SupportDesk.Browser.Tests.Servers;
using SupportDesk.Loopback;

namespace SupportDesk.Browser.Tests.Support;

/// <summary>
/// The built desk as a process of its own, on a free port and on data of its own. It can be killed and started again on
/// the same data and the same port. All that it ever printed is its log.
/// </summary>
internal sealed class DeskProcess : IAsyncDisposable
{
    private const string BrokenPage = "Unhandled exception in circuit";

    private readonly TestFolder folder;
    private readonly Dictionary<string, string?> environment;
    private readonly List<string> earlier = [];
    private readonly ConcurrentQueue<string> temporaryFiles = [];
    private readonly FileSystemWatcher watcher;
    private ServerProcess process;

    private DeskProcess(TestFolder folder, string url, Dictionary<string, string?> environment, DeskTemplate? template)
    {
        (this.folder, Url, this.environment, Template) = (folder, url, environment, template);
        watcher = new FileSystemWatcher(TemporaryFolder(folder));
        process = Launch();
    }

    public string Url { get; }

    /// <summary>What its data was copied from; null if it started with none.</summary>
    public DeskTemplate? Template { get; }

    public string DataFolder => folder.FileOf("data");

    /// <summary>All that it wrote; the lock is empty, and held while it runs.</summary>
    public string[] DataFiles() =>
        [.. Directory.EnumerateFiles(DataFolder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "desk.lock")];

    /// <summary>What the desk printed in all its lives.</summary>
    public string Log => string.Concat(earlier.Append(process.Output));

    /// <summary>Whether it ended, by itself or by <see cref="KillAsync"/>.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>Files that the desk made in its temporary folder while it served: what is uploaded must not lie there.</summary>
    public IReadOnlyCollection<string> TemporaryFiles => temporaryFiles;

    /// <summary>A desk that has been set up: an administrator and a shop.</summary>
    public static async Task<DeskProcess> StartAsync(MailServers? mail = null, params (string Key, string Value)[] more) =>
        await StartAsync(mail, await DeskTemplate.Shared, more);

    /// <summary>A desk on an empty folder, as it is first started.</summary>
    public static Task<DeskProcess> StartEmptyAsync(MailServers? mail = null, params (string Key, string Value)[] more) => StartAsync(mail, null, more);

    /// <summary>A desk with the month of invented work that 'supportdesk demo' makes, on a copy of its own.</summary>
    public static Task<DeskProcess> StartDemoAsync() => StartAsync(null, null, [], DemoData.MakeAsync);

    private static async Task<DeskProcess> StartAsync(
        MailServers? mail, DeskTemplate? template, (string Key, string Value)[] more, Func<string, Task>? fillAsync = null)
    {
        var folder = new TestFolder("desk");
        template?.CopyTo(folder.Folder("data"));
        if (fillAsync is not null)
            await fillAsync(folder.FileOf("data"));
        var url = $"http://127.0.0.1:{FreePorts.Take().ToString(CultureInfo.InvariantCulture)}";
        IEnumerable<(string Key, string Value)> settings =
        [
            ("Urls", url),
            ("Desk:BaseUrl", url),
            ("Data:Directory", folder.FileOf("data")),
            ("Mail:PollSeconds", "1"),
            ("Mail:Authentication:Dns", "Off"),
            .. mail?.DeskSettings ?? [],
            .. more,
        ];
        var environment = new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = null,
            ["DOTNET_ENVIRONMENT"] = null,
            ["TMPDIR"] = TemporaryFolder(folder),
        };
        if (mail is not null)
            environment["SSL_CERT_FILE"] = mail.AuthorityFile;
        Set(environment, settings);
        var desk = new DeskProcess(folder, url, environment, template);
        await desk.ReadyAsync();
        desk.watcher.Created += (_, made) => desk.Note(made.Name ?? "");
        desk.watcher.EnableRaisingEvents = true;
        return desk;
    }

    /// <summary>The link that the desk printed for the first administrator.</summary>
    public async Task<string> SetupLinkAsync()
    {
        const string beginning = "First administrator: ";
        return (await process.LineAsync(beginning))[beginning.Length..];
    }

    /// <summary>Runs a verb of the program beside the running desk, on the same settings; gives its exit code and its words.</summary>
    public async Task<(int Code, string Output)> RunAsync(params string[] words)
    {
        await using var verb = ServerProcess.Start("dotnet", [Build.DeskProgram, .. words], Build.DeskFolder, environment);
        return (await verb.ExitCodeAsync(), verb.Output);
    }

    /// <summary>Ends the desk as a power cut would.</summary>
    public async Task KillAsync() => await process.KillAsync();

    /// <summary>Asks the desk to end, as a restart of its service does, and waits until it has.</summary>
    public async Task StopAsync() => await process.StopAsync();

    /// <summary>Starts the desk on the same data, with other settings if they are given.</summary>
    public async Task StartAgainAsync(params (string Key, string Value)[] changed)
    {
        await process.StopAsync();
        Set(environment, changed);
        earlier.Add(process.Output);
        await process.DisposeAsync();
        process = Launch();
        await ReadyAsync();
    }

    /// <exception cref="InvalidOperationException">A page broke: its cause stands in the log only, and whatever else failed came of it.</exception>
    public async ValueTask DisposeAsync()
    {
        watcher.Dispose();
        await process.DisposeAsync();
        folder.Dispose();
        // A page that is closed while it talks to the browser is no broken one.
        var log = Log;
        for (var at = 0; (at = log.IndexOf(BrokenPage, at, StringComparison.Ordinal)) >= 0; at++)
        {
            var said = log[at..Math.Min(log.Length, at + 4_000)];
            if (!said.Split('\n').Take(2).Last().Contains("JSDisconnectedException", StringComparison.Ordinal))
                throw new InvalidOperationException(said);
        }
    }

    private static void Set(Dictionary<string, string?> environment, IEnumerable<(string Key, string Value)> settings)
    {
        foreach (var (key, value) in settings)
            environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
    }

    private static string TemporaryFolder(TestFolder folder) => folder.Folder("tmp");

    // Sockets for debuggers, which every .NET program opens, and scratch files of SQLite, which has no unmasked byte to put there.
    private void Note(string name)
    {
        string[] known = ["dotnet-diagnostic-", "clr-debug-pipe-", "etilqs_"];
        if (!known.Any(start => name.StartsWith(start, StringComparison.Ordinal)))
            temporaryFiles.Enqueue(name);
    }

    private ServerProcess Launch() => ServerProcess.Start("dotnet", [Build.DeskProgram], Build.DeskFolder, environment);

    private async Task ReadyAsync()
    {
        await process.LineAsync("E-mails: ");
        using var http = new HttpClient();
        using var health = await http.GetAsync(new Uri(Url + "/health"));
        health.EnsureSuccessStatusCode();
    }
}
