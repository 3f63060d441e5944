using System.Globalization;

namespace SupportDesk.Benchmarks.Shell;

/// <summary>What the process of the browsers does: it opens pages and holds them, or goes to and fro between two and tells how long it took.</summary>
internal static class OpenPages
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Drawn = TimeSpan.FromMilliseconds(400);

    public static Task<int> HoldAsync(Uri page, int count) => WithPersonAsync(page, async (http, handler) =>
    {
        var open = new List<PageClient>();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, ct) =>
        {
            var client = await PageClient.OpenAsync(http, handler.CookieContainer, page, Settled, ct);
            lock (open)
                open.Add(client);
        });
        Console.WriteLine(PageOpener.Ready);
        // Until the other side lets go.
        await Console.In.ReadToEndAsync();
        foreach (var client in open)
            await client.DisposeAsync();
    });

    public static Task<int> TimeAsync(Uri page, Uri between, int count) => WithPersonAsync(page, async (http, handler) =>
    {
        await using var client = await PageClient.OpenAsync(http, handler.CookieContainer, between, Settled, default);
        for (var i = 0; i < count; i++)
        {
            var took = await client.GoAsync(page.PathAndQuery, Drawn, default);
            Console.WriteLine(took.TotalMilliseconds.ToString("R", CultureInfo.InvariantCulture));
            await client.GoAsync(between.PathAndQuery, Drawn, default);
        }

        Console.WriteLine(PageOpener.Ready);
    });

    // Who it is comes over standard input, in two lines; both are empty where nobody signs in.
    private static async Task<int> WithPersonAsync(Uri page, Func<HttpClient, SocketsHttpHandler, Task> run)
    {
        var (email, password) = (Console.ReadLine() ?? "", Console.ReadLine() ?? "");
        using var handler = new SocketsHttpHandler();
        using var http = new HttpClient(handler) { BaseAddress = page };
        if (email.Length > 0)
            await PageClient.SignInAsync(http, email, password);
        await run(http, handler);
        return 0;
    }
}
