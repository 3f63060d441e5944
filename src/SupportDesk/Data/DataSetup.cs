using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SupportDesk.Data.Blobs;
using SupportDesk.Kernel;

namespace SupportDesk.Data;

public static class DataSetup
{
    public static IServiceCollection AddDeskData(this IServiceCollection services, DataPaths paths)
    {
        services.AddSingleton(paths);
        services.AddSingleton<BlobStore>();
        services.AddSingleton<OutboxSignal>();
        services.AddHealthChecks().AddCheck<DataHealth>("data");
        return services.AddPooledDbContextFactory<DeskDbContext>(options => Configure(options, paths.Database));
    }

    public static void Configure(DbContextOptionsBuilder options, string file) => options
        .UseSqlite(new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30 }.ToString())
        // That the migrations make the model is for a test to find; to compare them again would delay the first start.
        .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
        .AddInterceptors(Pragmas.Instance, KeptStatements.Instance);

    /// <summary>Brings the file to the current schema.</summary>
    /// <exception cref="ConfigurationException">Another version made it.</exception>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<DeskDbContext>>().CreateDbContextAsync(ct);
        // The look for migrations itself costs half a second of the start.
        if (SchemaVersion.IsCurrent(services.GetRequiredService<DataPaths>().Database, [.. db.Database.GetMigrations()]))
            return;
        await db.Database.MigrateAsync(ct);
        // Out of the log into the file itself, where the next start and verbs beside this one look for what it is.
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(PASSIVE)", ct);
    }

    /// <summary>
    /// Readers never wait for the writer, and a commit that was answered survives a power cut. What a savepoint may have to
    /// put back stays in memory: as a file it would cost more than storing the e-mail. A connection that comes out
    /// of the pool has them still.
    /// </summary>
    private sealed class Pragmas : DbConnectionInterceptor
    {
        public static readonly Pragmas Instance = new();

        private const string Sql = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;";

        // By the handle of SQLite, which outlives the connection that stands for it.
        private readonly ConditionalWeakTable<object, object> prepared = [];

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            if (!IsNew(connection))
                return;
            using var command = connection.CreateCommand();
            command.CommandText = Sql;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (!IsNew(connection))
                return;
            await using var command = connection.CreateCommand();
            command.CommandText = Sql;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        private bool IsNew(DbConnection connection) => prepared.TryAdd(((SqliteConnection)connection).Handle!, Instance);
    }
}
