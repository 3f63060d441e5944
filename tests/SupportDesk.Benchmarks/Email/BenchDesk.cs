using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportDesk.Data;
using SupportDesk.Shell;

namespace SupportDesk.Benchmarks.Email;

/// <summary>A whole desk on a SQLite file of its own, as durable as in use, without the web server and without jobs.</summary>
internal sealed class BenchDesk : IAsyncDisposable
{
    private readonly WebApplication app;

    private BenchDesk(WebApplication app, string folder) => (this.app, Folder) = (app, folder);

    public string Folder { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<BenchDesk> StartAsync(params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        var builder = DeskHost.CreateBuilder(
        [
            $"--Data:Directory={Path.Combine(folder, "data")}",
            // Name servers of the machine would be measured as well.
            "--Mail:Authentication:Dns=Off",
            "--Urls=http://127.0.0.1:0",
            "--Jobs:Enabled=false",
            .. settings.Select(setting => $"--{setting.Key}={setting.Value}"),
        ]);
        builder.Logging.ClearProviders();
        var app = DeskHost.Build(builder);
        await DeskHost.PrepareAsync(app.Services, CancellationToken.None);
        return new BenchDesk(app, folder);
    }

    /// <summary>Starts its web server.</summary>
    public async Task<Uri> ServeAsync()
    {
        await app.StartAsync();
        return new Uri(app.Urls.First());
    }

    /// <summary>Runs a use case in a scope of its own.</summary>
    public async Task<T> UseAsync<TUseCase, T>(Func<TUseCase, Task<T>> run) where TUseCase : notnull
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    public async Task<T> DataAsync<T>(Func<DeskDbContext, Task<T>> run)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<DeskDbContext>>().CreateDbContextAsync();
        return await run(db);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
