using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Data;

/// <summary>Data that this program cannot bring up to date is refused in words and stays as it is.</summary>
public sealed class SchemaVersionTests : IDisposable
{
    private const string Unreleased = "20261122021033_Initial";

    private readonly string folder = Directory.CreateTempSubdirectory("desk-").FullName;

    private string Database => Path.Combine(folder, "desk.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData()]
    [InlineData("user", "list")]
    public async Task Start_DataOfAnUnreleasedVersion_IsRefusedWithCode2AndUntouched(params string[] verb)
    {
        using (var connection = Open())
            Apply(connection, Unreleased);
        Directory.CreateDirectory(Path.Combine(folder, "keys"));
        await File.WriteAllTextAsync(Path.Combine(folder, "keys", "letters.key"), "kept");
        await File.WriteAllTextAsync(Path.Combine(folder, "desk.lock"), "");
        var before = Contents();

        var (code, _, error) = await Programs.FinishAsync(
            Programs.Start(Repository.Root, "dotnet", [typeof(Program).Assembly.Location, .. verb], ("Data__Directory", folder)),
            []
        );

        Assert.Equal(2, code);
        Assert.Equal(1, error.Count(letter => letter == '\n'));
        Assert.Contains("unreleased version", error, StringComparison.Ordinal);
        Assert.Contains("Data:Directory", error, StringComparison.Ordinal);
        Assert.Equal(before, Contents());
    }

    [Fact]
    public void IsCurrent_KilledBeforeTheFirstCheckpoint_ReadsTheLogAndTouchesNothing()
    {
        using var connection = Open();
        Run(connection, "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0;");
        Apply(connection, Unreleased);
        var copy = Directory.CreateDirectory(Path.Combine(folder, "killed")).FullName;
        foreach (var file in new[] { "desk.db", "desk.db-wal" })
            File.Copy(Path.Combine(folder, file), Path.Combine(copy, file));
        var before = Contents();

        Assert.Contains("unreleased", Refusal(Path.Combine(copy, "desk.db"), ["20261129000000_Initial"]), StringComparison.Ordinal);

        Assert.Equal(before, Contents());
    }

    [Fact]
    public void IsCurrent_OneMigrationMoreThanIsKnown_SaysThatItIsNewer()
    {
        using (var connection = Open())
            Apply(connection, "1_Initial", "2_Later");

        Assert.Contains("newer version", Refusal(Database, ["1_Initial"]), StringComparison.Ordinal);
    }

    [Fact]
    public void IsCurrent_NoDataOrOlderData_IsBroughtUpToDate()
    {
        Assert.False(SchemaVersion.IsCurrent(Database, ["1_Initial"]));
        using (var connection = Open())
            Apply(connection, "1_Initial");
        Assert.False(SchemaVersion.IsCurrent(Database, ["1_Initial", "2_Later"]));
        Assert.True(SchemaVersion.IsCurrent(Database, ["1_Initial"]));
    }

    [Fact]
    public async Task IsCurrent_OwnDataAfterAStart_IsCurrent()
    {
        await using var desk = await DeskFixture.StartAsync();
        var known = await desk.ReadAsync(db => Task.FromResult(db.Database.GetMigrations().ToList()));
        Assert.Single(known);
        Assert.True(SchemaVersion.IsCurrent(desk.Services.GetRequiredService<DataPaths>().Database, known));
    }

    private static string Refusal(string file, string[] known) => Assert.Throws<ConfigurationException>(() => SchemaVersion.IsCurrent(file, known)).Message;

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Database, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Apply(SqliteConnection connection, params string[] migrations)
    {
        Run(connection, "CREATE TABLE __EFMigrationsHistory (MigrationId TEXT NOT NULL PRIMARY KEY, ProductVersion TEXT NOT NULL);");
        foreach (var migration in migrations)
            Run(connection, $"INSERT INTO __EFMigrationsHistory VALUES ('{migration}', '10.0.14');");
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    // Names and bytes of all that lies in the folder.
    private List<string> Contents() =>
    [
        .. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => Path.GetRelativePath(folder, path) + (File.Exists(path) ? Convert.ToHexString(Read(path)) : "/")),
    ];

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
