using Microsoft.Data.Sqlite;
using SupportDesk.Kernel;

namespace SupportDesk.Data;

/// <summary>
/// Whether this program may bring a database up to date: only if it knows each migration that was applied to it. It is
/// found out without a byte of the data folder being written.
/// </summary>
internal static class SchemaVersion
{
    /// <param name="file">The database, which need not exist.</param>
    /// <param name="known">The migrations of this program, oldest first.</param>
    /// <returns>True: every migration was applied already.</returns>
    /// <exception cref="ConfigurationException">Another version made the file; the message says what to do.</exception>
    public static bool IsCurrent(string file, IReadOnlyList<string> known)
    {
        var applied = File.Exists(file) ? Applied(file) : [];
        if (applied.All(known.Contains))
            return known.All(applied.Contains);
        var folder = Path.GetDirectoryName(file);
        throw new ConfigurationException(
            applied.Contains(known[0])
                ? $"The data in {folder} was made by a newer version of the desk: start that version, or put back a backup from before; nothing was changed."
                : $"The data in {folder} was made by an unreleased version of the desk: "
                    + "export its tickets with that version, or start anew with another Data:Directory; nothing was changed."
        );
    }

    private static List<string> Applied(string file)
    {
        if (TryRead(file) is { Count: > 0 } applied)
            return applied;
        // After a kill, what is not in the file yet stands in the log beside it. To read that in its place SQLite would have
        // to write there, so copies are read; the file is small then, or it would know its migrations.
        if (new FileInfo(file + "-wal") is not { Exists: true, Length: > 0 } log)
            return [];
        var copies = Directory.CreateTempSubdirectory("schema-");
        try
        {
            var copy = Path.Combine(copies.FullName, "desk.db");
            File.Copy(file, copy);
            log.CopyTo(copy + "-wal");
            return TryRead(copy, immutable: false) ?? [];
        }
        finally
        {
            copies.Delete(recursive: true);
        }
    }

    /// <returns>Null when the file does not tell.</returns>
    private static List<string>? TryRead(string file, bool immutable = true)
    {
        var source = new Uri(file).AbsoluteUri + (immutable ? "?immutable=1" : "");
        var options = new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = immutable ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite,
            Pooling = false,
        };
        try
        {
            using var connection = new SqliteConnection(options.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT MigrationId FROM __EFMigrationsHistory";
            using var rows = command.ExecuteReader();
            var applied = new List<string>();
            while (rows.Read())
                applied.Add(rows.GetString(0));
            return applied;
        }
        catch (SqliteException)
        {
            return null;
        }
    }
}
