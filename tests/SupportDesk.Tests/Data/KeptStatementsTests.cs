using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using SQLitePCL;
using SupportDesk.Data;

namespace SupportDesk.Tests.Data;

/// <summary>On a database of its own: the desk's full-text index prepares statements that nobody here can count.</summary>
public sealed class KeptStatementsTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("kept-").FullName;

    [Fact]
    public async Task Query_RepeatedOverOneConnection_IsPreparedOnce()
    {
        await using var db = await OpenAsync();
        for (var i = 0; i < 5; i++)
            Assert.Equal("one", await NameAsync(db, 1));
        Assert.Equal("two", await NameAsync(db, 2));
        Assert.Null(await NameAsync(db, 3));

        Assert.Single(Prepared(Handle(db)));
    }

    [Fact]
    public async Task Connection_Closed_LeavesNoStatementInThePool()
    {
        await using (var db = await OpenAsync())
        {
            for (var i = 0; i < 3; i++)
                await NameAsync(db, 1);
            var handle = Handle(db);
            await db.Database.CloseConnectionAsync();
            Assert.Empty(Prepared(handle));
        }

        await using var next = await OpenAsync();
        Assert.Equal("one", await NameAsync(next, 1));
    }

    [Fact]
    public async Task Context_DisposedWhileItsConnectionIsOpen_LeavesNoStatementInThePool()
    {
        await using (var db = await OpenAsync())
        {
            for (var i = 0; i < 3; i++)
                await NameAsync(db, 1);
        }

        await using var next = await OpenAsync();
        Assert.Empty(Prepared(Handle(next)));
    }

    // A statement that survives its connection would run on the handle of whoever has it then, past its own transaction.
    [Fact]
    public async Task Context_GivenBackWhileItsConnectionIsOpen_KeepsNothingForTheNextOne()
    {
        var contexts = new PooledDbContextFactory<Rows>(Options("Default Timeout=1"));
        await using (var db = await contexts.CreateDbContextAsync())
        {
            await db.Database.OpenConnectionAsync();
            for (var i = 0; i < 3; i++)
                await RenameAsync(db, 1, "first");
        }

        await using var holder = new SqliteConnection(ConnectionString + ";Default Timeout=1");
        await holder.OpenAsync();
        holder.Handle!.enable_sqlite3_next_stmt(true);
        Assert.Empty(Prepared(holder.Handle!));

        await using (var db = await contexts.CreateDbContextAsync())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            for (var i = 0; i < 3; i++)
                await RenameAsync(db, 1, "second");
            await transaction.RollbackAsync();
        }

        await using var next = await OpenAsync();
        Assert.Equal("first", await NameAsync(next, 1));
    }

    [Fact]
    public async Task Query_InsideItself_ReadsBothToTheEnd()
    {
        await using var db = await OpenAsync();
        var pairs = new List<(int Outer, int Inner)>();
        for (var round = 0; round < 3; round++)
        {
            pairs.Clear();
            await foreach (var outer in Ids(db).AsAsyncEnumerable())
            {
                await foreach (var inner in Ids(db).AsAsyncEnumerable())
                    pairs.Add((outer, inner));
            }
        }

        Assert.Equal([(1, 1), (1, 2), (2, 1), (2, 2)], pairs);
    }

    [Fact]
    public async Task Insert_RefusedOnce_WritesWhatComesAfterIt()
    {
        await using var db = await OpenAsync();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            // The third one has the key of the second.
            foreach (var id in (int[])[10, 11, 11, 13])
            {
                await transaction.CreateSavepointAsync("one");
                db.All.Add(new Row { Id = id, Name = "new" });
                try
                {
                    await db.SaveChangesAsync();
                }
                catch (DbUpdateException)
                {
                    await transaction.RollbackToSavepointAsync("one");
                }

                db.ChangeTracker.Clear();
            }

            await transaction.CommitAsync();
        }

        await using var later = await OpenAsync();
        Assert.Equal([1, 2, 10, 11, 13], await Ids(later).ToListAsync());
    }

    public async Task InitializeAsync()
    {
        await using var db = await OpenAsync();
        await db.Database.EnsureCreatedAsync();
        db.All.AddRange(new Row { Id = 1, Name = "one" }, new Row { Id = 2, Name = "two" });
        await db.SaveChangesAsync();
    }

    public Task DisposeAsync()
    {
        using (var connection = new SqliteConnection(ConnectionString))
            SqliteConnection.ClearPool(connection);
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    private string ConnectionString => new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "kept.db") }.ToString();

    private async Task<Rows> OpenAsync()
    {
        var db = new Rows(Options());
        await db.Database.OpenConnectionAsync();
        Handle(db).enable_sqlite3_next_stmt(true);
        return db;
    }

    private DbContextOptions<Rows> Options(string more = "") =>
        new DbContextOptionsBuilder<Rows>().UseSqlite($"{ConnectionString};{more}").AddInterceptors(KeptStatements.Instance).Options;

    private static Task<int> RenameAsync(Rows db, int id, string name) =>
        db.All.Where(row => row.Id == id).ExecuteUpdateAsync(row => row.SetProperty(r => r.Name, name));

    private static sqlite3 Handle(DbContext db) => ((SqliteConnection)db.Database.GetDbConnection()).Handle!;

    private static Task<string?> NameAsync(Rows db, int id) =>
        db.All.AsNoTracking().Where(row => row.Id == id).Select(row => row.Name).FirstOrDefaultAsync();

    private static IQueryable<int> Ids(Rows db) => db.All.OrderBy(row => row.Id).Select(row => row.Id);

    private static List<string> Prepared(sqlite3 handle)
    {
        var texts = new List<string>();
        for (var statement = raw.sqlite3_next_stmt(handle, null); statement is not null; statement = raw.sqlite3_next_stmt(handle, statement))
            texts.Add(raw.sqlite3_sql(statement).utf8_to_string());
        return texts;
    }

    private sealed class Row
    {
        public int Id { get; init; }

        public string? Name { get; init; }
    }

    private sealed class Rows(DbContextOptions<Rows> options) : DbContext(options)
    {
        public DbSet<Row> All => Set<Row>();
    }
}
