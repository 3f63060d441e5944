using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SupportDesk.Data;

namespace SupportDesk.Tests.Support;

/// <summary>An empty database of the current schema, made once and copied for each desk: making it anew takes as long as many a test.</summary>
internal static class TemplateDatabase
{
    private static readonly Lazy<Task<byte[]>> Template = new(CreateAsync);

    public static async Task CopyToAsync(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, await Template.Value);
    }

    private static async Task<byte[]> CreateAsync()
    {
        var folder = Directory.CreateTempSubdirectory("template-").FullName;
        var file = Path.Combine(folder, "desk.db");
        var options = new DbContextOptionsBuilder<DeskDbContext>();
        DataSetup.Configure(options, file);
        await using (var db = new DeskDbContext(options.Options))
        {
            await db.Database.MigrateAsync();
            // The last connection to close puts all that is in the log beside the file into it.
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        }

        Assert.False(File.Exists(file + "-wal"));
        var bytes = await File.ReadAllBytesAsync(file);
        Directory.Delete(folder, recursive: true);
        return bytes;
    }
}

/// <summary>No test here cuts the power, so none waits for the disk. Those that kill a desk run it as a process of its own.</summary>
internal sealed class NoWaitForTheDisk : DbConnectionInterceptor
{
    public static readonly NoWaitForTheDisk Instance = new();

    private readonly ConditionalWeakTable<object, object> told = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        var sqlite = (SqliteConnection)connection;
        if (!told.TryAdd(sqlite.Handle!, Instance))
            return;
        using var command = sqlite.CreateCommand();
        command.CommandText = "PRAGMA synchronous=OFF;";
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
