using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Shell;

public sealed class HealthTests
{
    // A page that paused for the restart would hand its state to the desk that stops.
    [Fact]
    public async Task Get_DeskIsAboutToStop_Is503()
    {
        await using var desk = await DeskFixture.ServeAsync(null);
        using var client = desk.CreateClient();
        Assert.Equal("ok", await client.GetStringAsync("/health"));
        HttpStatusCode? seen = null;
        var lifetime = desk.Services.GetRequiredService<IHostApplicationLifetime>();
        // The last to be told is asked first, while connections are still taken.
        using var asked = lifetime.ApplicationStopping.Register(() => seen = Task.Run(async () =>
        {
            using var answer = await client.GetAsync("/health");
            return answer.StatusCode;
        }).GetAwaiter().GetResult());
        lifetime.StopApplication();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, seen);
    }

    [Fact]
    public async Task Get_DatabaseIsLocked_SaysWhatFails()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        await using (var other = new SqliteConnection($"Data Source={Path.Combine(desk.Folder, "data", "desk.db")};Pooling=False"))
        {
            await other.OpenAsync();
            await using var command = other.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            await command.ExecuteNonQueryAsync();
            Assert.Equal("degraded: the database cannot be written to", await client.GetStringAsync("/health"));
        }

        Assert.Equal("ok", await client.GetStringAsync("/health"));
    }

    [Fact]
    public async Task Get_FilesCannotBeStored_SaysWhatFailsAndNothingOfWhere()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var blobs = desk.Services.GetRequiredService<DataPaths>().Blobs;
        Directory.Delete(blobs, recursive: true);
        await File.WriteAllTextAsync(blobs, "no folder");
        Assert.Equal("degraded: files cannot be stored", await client.GetStringAsync("/health"));
        File.Delete(blobs);
        Assert.Equal("ok", await client.GetStringAsync("/health"));
    }

    [Fact]
    public async Task Get_CheckThatThrows_Is500AndSaysNothingOfTheError()
    {
        await using var desk = await DeskFixture.ServeAsync(services =>
            services.AddHealthChecks().AddCheck("trial", () => throw new InvalidOperationException("secret"))
        );
        using var client = desk.CreateClient();
        using var answer = await client.GetAsync("/health");
        Assert.Equal((HttpStatusCode.InternalServerError, "degraded: trial cannot be checked"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }
}
