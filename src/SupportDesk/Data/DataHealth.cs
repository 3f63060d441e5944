using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SupportDesk.Kernel;

namespace SupportDesk.Data;

/// <summary>Tries what the desk needs of its disk: to write a file, to take the write lock of the database, and room for both.</summary>
internal sealed class DataHealth(DataPaths paths) : IHealthCheck
{
    private const long LeastFreeBytes = 200L << 20;
    private const int LockSeconds = 5;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var troubles = new[] { await FilesAsync(cancellationToken), await DatabaseAsync(cancellationToken), Room() }.OfType<string>().ToList();
        return troubles.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join("; ", troubles));
    }

    private async Task<string?> FilesAsync(CancellationToken ct)
    {
        try
        {
            var path = Path.Combine(paths.Blobs, $"{Ids.Random():N}.health");
            await using (var file = new FileStream(path, OwnerOnly.NewFile()))
                await file.WriteAsync("ok"u8.ToArray(), ct);
            File.Delete(path);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "files cannot be stored";
        }
    }

    private async Task<string?> DatabaseAsync(CancellationToken ct)
    {
        try
        {
            var database = new SqliteConnectionStringBuilder
            {
                DataSource = paths.Database,
                Pooling = false,
                DefaultTimeout = LockSeconds,
                Mode = SqliteOpenMode.ReadWrite,
            };
            await using var connection = new SqliteConnection(database.ToString());
            await connection.OpenAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE; ROLLBACK;";
            await command.ExecuteNonQueryAsync(ct);
            return null;
        }
        catch (SqliteException)
        {
            return "the database cannot be written to";
        }
    }

    private string? Room()
    {
        try
        {
            return new DriveInfo(paths.Root).AvailableFreeSpace < LeastFreeBytes ? "the disk is nearly full" : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "the disk cannot be asked for its room";
        }
    }
}
