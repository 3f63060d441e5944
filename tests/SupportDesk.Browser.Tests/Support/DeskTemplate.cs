using System.Net;
using System.Text.RegularExpressions;
using SupportDesk.Browser.Tests.Browsing;

namespace SupportDesk.Browser.Tests.Support;

/// <summary>
/// The data of a desk that was set up once in this run, through its own form. Each desk starts on a copy, and windows get
/// the administrator's session, instead of the form being filled for each test.
/// </summary>
internal sealed partial class DeskTemplate
{
    public const string SessionCookie = "sd.session";

    private static readonly Lazy<Task<DeskTemplate>> One = new(CreateAsync);

    private readonly string folder;

    private DeskTemplate(string folder, string session) => (this.folder, Session) = (folder, session);

    public static Task<DeskTemplate> Shared => One.Value;

    /// <summary>The administrator's session, the value of its cookie.</summary>
    public string Session { get; }

    public void CopyTo(string data) => Copy(folder, data);

    private static async Task<DeskTemplate> CreateAsync()
    {
        var folder = Directory.CreateTempSubdirectory("desk-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        await using var desk = await DeskProcess.StartEmptyAsync();
        var session = await SetUpAsync(desk);
        // Once it has ended, all of the database is in one file.
        await desk.StopAsync();
        File.Copy(Path.Combine(desk.DataFolder, "desk.db"), Path.Combine(folder, "desk.db"));
        Assert.False(File.Exists(Path.Combine(desk.DataFolder, "desk.db-wal")), desk.Log);
        Copy(Path.Combine(desk.DataFolder, "keys"), Path.Combine(folder, "keys"));
        return new DeskTemplate(folder, session);
    }

    private static async Task<string> SetUpAsync(DeskProcess desk)
    {
        var cookies = new CookieContainer();
        using var handler = new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false };
        using var http = new HttpClient(handler);
        var link = new Uri(await desk.SetupLinkAsync());
        var page = await http.GetStringAsync(link);
        using var form = new FormUrlEncodedContent(
        [
            new("_handler", "setup"),
            new("__RequestVerificationToken", Token().Match(page).Groups[1].Value),
            .. People.SetupForm.Select(field => KeyValuePair.Create("Posted." + field.Name, field.Value)),
        ]);
        using var answer = await http.PostAsync(link, form);
        var session = cookies.GetCookies(link)[SessionCookie];
        return session?.Value
            ?? throw new InvalidOperationException($"{answer.StatusCode} without a session: {await answer.Content.ReadAsStringAsync()}\n{desk.Log}");
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
