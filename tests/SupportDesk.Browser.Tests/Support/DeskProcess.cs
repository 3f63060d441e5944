using System.Collections.Concurrent;
using System.Globalization;
using SupportDesk.Browser.Tests.Servers;

namespace SupportDesk.Browser.Tests.Support;

/// <summary>
/// The built desk as a process of its own, on a free port and on data of its own. It can be killed and started again on
/// the same data and the same port. All that it ever printed is its log.
/// </summary>
internal sealed class DeskProcess : IAsyncDisposable
{
    private readonly TestFolder folder;
    private readonly Dictionary<string, string?> environment;
    private readonly List<string> earlier = [];
    private readonly ConcurrentQueue<string> temporaryFiles = [];
    private readonly FileSystemWatcher watcher;
    private ServerProcess process;

    private DeskProcess(TestFolder folder, string url, Dictionary<string, string?> environment)
    {
        (this.folder, Url, this.environment) = (folder, url, environment);
        watcher = new FileSystemWatcher(TemporaryFolder(folder));
        process = Launch();
    }

    public string Url { get; }

    public string DataFolder => folder.FileOf("data");

    /// <summary>What the desk printed in all its lives.</summary>
    public string Log => string.Concat(earlier.Append(process.Output));

    /// <summary>Files that the desk made in its temporary folder while it served: what is uploaded must not lie there.</summary>
    public IReadOnlyCollection<string> TemporaryFiles => temporaryFiles;

    public static async Task<DeskProcess> StartAsync(MailServers? mail = null, params (string Key, string Value)[] more)
    {
        var folder = new TestFolder("desk");
        var url = $"http://127.0.0.1:{Ports.Free().ToString(CultureInfo.InvariantCulture)}";
        IEnumerable<(string Key, string Value)> settings =
        [
            ("Urls", url),
            ("Desk:BaseUrl", url),
            ("Data:Directory", folder.FileOf("data")),
            ("Mail:PollSeconds", "1"),
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
        var desk = new DeskProcess(folder, url, environment);
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
        await using var verb = ServerProcess.Start("dotnet", [Build.DeskProgram, .. words], Build.RepositoryRoot, environment);
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

    public async ValueTask DisposeAsync()
    {
        watcher.Dispose();
        await process.DisposeAsync();
        folder.Dispose();
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

    // From the top of the repository, as 'dotnet run' starts it: appsettings.json lies there.
    private ServerProcess Launch() => ServerProcess.Start("dotnet", [Build.DeskProgram], Build.RepositoryRoot, environment);

    private async Task ReadyAsync()
    {
        await process.LineAsync("Letters: ");
        using var http = new HttpClient();
        using var health = await http.GetAsync(new Uri(Url + "/health"));
        health.EnsureSuccessStatusCode();
    }
}
