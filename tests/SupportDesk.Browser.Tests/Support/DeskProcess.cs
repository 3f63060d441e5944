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
    private readonly string[] settings;
    private readonly Dictionary<string, string?> environment;
    private readonly List<string> earlier = [];
    private ServerProcess process;

    private DeskProcess(TestFolder folder, string[] settings, Dictionary<string, string?> environment)
    {
        (this.folder, this.settings, this.environment) = (folder, settings, environment);
        process = Launch();
    }

    public string Url => BaseUrlOf(settings);

    public string DataFolder => folder.FileOf("data");

    /// <summary>What the desk printed in all its lives.</summary>
    public string Log => string.Concat(earlier.Append(process.Output));

    public static async Task<DeskProcess> StartAsync(MailServers? mail = null, params (string Key, string Value)[] more)
    {
        var folder = new TestFolder("desk");
        var url = $"http://127.0.0.1:{Ports.Free().ToString(CultureInfo.InvariantCulture)}";
        List<(string Key, string Value)> settings =
        [
            ("urls", url),
            ("Desk:BaseUrl", url),
            ("Data:Directory", folder.FileOf("data")),
            ("Mail:Folder:Incoming", folder.FileOf("mail/in")),
            ("Mail:Folder:Outgoing", folder.FileOf("mail/out")),
            .. mail?.DeskSettings ?? [],
            .. more,
        ];
        var environment = new Dictionary<string, string?> { ["ASPNETCORE_ENVIRONMENT"] = null, ["DOTNET_ENVIRONMENT"] = null };
        if (mail is not null)
            environment["SSL_CERT_FILE"] = mail.CertificateFile;
        var desk = new DeskProcess(folder, [.. settings.Select(setting => $"--{setting.Key}={setting.Value}")], environment);
        await desk.ReadyAsync();
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

    public async Task KillAsync() => await process.KillAsync();

    public async Task StartAgainAsync()
    {
        await process.StopAsync();
        earlier.Add(process.Output);
        await process.DisposeAsync();
        process = Launch();
        await ReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        folder.Dispose();
    }

    private static string BaseUrlOf(string[] settings) =>
        settings.Single(setting => setting.StartsWith("--urls=", StringComparison.Ordinal))["--urls=".Length..];

    // From the top of the repository, as 'dotnet run' starts it: appsettings.json lies there.
    private ServerProcess Launch() =>
        ServerProcess.Start("dotnet", [Build.DeskProgram, .. settings], Build.RepositoryRoot, environment);

    private async Task ReadyAsync()
    {
        await process.LineAsync("Data: ");
        using var http = new HttpClient();
        using var health = await http.GetAsync(new Uri(Url + "/health"));
        health.EnsureSuccessStatusCode();
    }
}
