using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Features.Accounts;
using SupportDesk.Features.Email;
using SupportDesk.Kernel;
using SupportDesk.Shell;

namespace SupportDesk.Cli;

/// <summary><c>supportdesk [serve]</c>: the web desk.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "The web desk; settings such as --urls may follow.") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction((parsed, _) => RunAsync([.. parsed.UnmatchedTokens]));
        return command;
    }

    public static async Task<int> RunAsync(string[] args)
    {
        WebApplication app;
        DataLock held;
        try
        {
            app = DeskHost.Build(DeskHost.CreateBuilder(args));
            var paths = app.Services.GetRequiredService<DataPaths>();
            OwnerOnly.Close(paths.Root);
            held = DataLock.Take(paths);
            await DeskHost.PrepareAsync(app.Services, CancellationToken.None);
            OwnerOnly.Close(paths.Database);
        }
        catch (ConfigurationException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return Commands.BadInput;
        }

        using var letsGo = held;
        await app.StartAsync();
        await GreetAsync(app);
        await app.WaitForShutdownAsync();
        return 0;
    }

    // To the console and not to the log: the link is a secret until it is used.
    private static async Task GreetAsync(WebApplication app)
    {
        var desk = app.Services.GetRequiredService<IOptions<DeskOptions>>().Value;
        await Console.Out.WriteLineAsync($"SupportDesk: {string.Join(", ", app.Urls)}");
        await Console.Out.WriteLineAsync($"Data: {app.Services.GetRequiredService<DataPaths>().Root}");
        await Console.Out.WriteLineAsync(EmailFeature.Describe(app.Services));
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<DeskDbContext>>().CreateDbContextAsync();
        if (!await db.Users.AnyAsync())
            await Console.Out.WriteLineAsync($"First administrator: {desk.Link("setup?key=" + app.Services.GetRequiredService<SetupLink>().Secret)}");
        await Console.Out.FlushAsync();
    }
}
