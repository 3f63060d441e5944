using System.CommandLine;

namespace SupportDesk.Cli;

/// <summary><c>supportdesk health URL</c>: asks a running desk how it is; for container health checks, where no curl is.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var url = new Argument<string>("url") { Description = "Address of the desk, such as http://localhost:5080." };
        var command = new Command("health", "Asks a running desk how it is; exit code 1 when it is not well.") { url };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(url)!, ct));
        return command;
    }

    private static async Task<int> RunAsync(string address, CancellationToken ct)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            await Console.Error.WriteLineAsync("Not a web address: " + address);
            return Commands.BadInput;
        }

        using var http = new HttpClient { Timeout = Timeout };
        try
        {
            using var answer = await http.GetAsync(new Uri(url, "/health"), ct);
            await Console.Out.WriteLineAsync((await answer.Content.ReadAsStringAsync(ct)).Trim());
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }
}
