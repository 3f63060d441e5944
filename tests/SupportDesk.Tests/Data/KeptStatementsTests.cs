using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Data;

public sealed class KeptStatementsTests
{
    [Fact]
    public async Task Query_RepeatedOverOneConnection_IsPreparedOnce()
    {
        await using var desk = await TestDesk.StartAsync();
        await using var db = await OpenAsync(desk);
        for (var i = 0; i < 5; i++)
            Assert.Equal(desk.Shop.Name, await NameAsync(db, desk.Shop.Id));
        Assert.Equal(desk.OtherShop.Name, await NameAsync(db, desk.OtherShop.Id));
        Assert.Null(await NameAsync(db, Guid.NewGuid()));

        Assert.Equal(1, Prepared(db));
    }

    [Fact]
    public async Task Connection_Closed_LeavesNoStatementInThePool()
    {
        await using var desk = await TestDesk.StartAsync();
        await using (var db = await OpenAsync(desk))
        {
            for (var i = 0; i < 3; i++)
                await NameAsync(db, desk.Shop.Id);
            var handle = Handle(db);
            await db.Database.CloseConnectionAsync();
            Assert.Null(raw.sqlite3_next_stmt(handle, null));
        }

        await using var next = await OpenAsync(desk);
        Assert.Equal(desk.Shop.Name, await NameAsync(next, desk.Shop.Id));
    }

    [Fact]
    public async Task Query_InsideItself_ReadsBothToTheEnd()
    {
        await using var desk = await TestDesk.StartAsync();
        await using var db = await OpenAsync(desk);
        var pairs = new List<(Guid Outer, Guid Inner)>();
        for (var round = 0; round < 3; round++)
        {
            pairs.Clear();
            await foreach (var outer in Shops(db).AsAsyncEnumerable())
            {
                await foreach (var inner in Shops(db).AsAsyncEnumerable())
                    pairs.Add((outer, inner));
            }
        }

        Assert.Equal(4, pairs.Distinct().Count());
        Assert.Equal(4, pairs.Count);
    }

    [Fact]
    public async Task Insert_RefusedOnce_WritesWhatComesAfterIt()
    {
        await using var desk = await TestDesk.StartAsync();
        await using var db = await OpenAsync(desk);
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            for (var i = 0; i < 4; i++)
            {
                await transaction.CreateSavepointAsync("one");
                // The third one has the key of the second.
                var id = i == 2 ? "1" : i.ToString(System.Globalization.CultureInfo.InvariantCulture);
                db.Mailboxes.Add(new MailboxState { Mailbox = id });
                if (i == 2)
                {
                    await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
                    await transaction.RollbackToSavepointAsync("one");
                }
                else
                {
                    await db.SaveChangesAsync();
                }

                db.ChangeTracker.Clear();
            }

            await transaction.CommitAsync();
        }

        await using var later = await OpenAsync(desk);
        Assert.Equal(["0", "1", "3"], await later.Mailboxes.Select(box => box.Mailbox).OrderBy(box => box).ToListAsync());
    }

    private static async Task<DeskDbContext> OpenAsync(TestDesk desk)
    {
        var db = await desk.Services.GetRequiredService<IDbContextFactory<DeskDbContext>>().CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        Handle(db).enable_sqlite3_next_stmt(true);
        return db;
    }

    private static sqlite3 Handle(DeskDbContext db) => ((SqliteConnection)db.Database.GetDbConnection()).Handle!;

    private static Task<string?> NameAsync(DeskDbContext db, Guid id) =>
        db.Shops.AsNoTracking().Where(shop => shop.Id == id).Select(shop => shop.Name).FirstOrDefaultAsync();

    private static IQueryable<Guid> Shops(DeskDbContext db) => db.Shops.OrderBy(shop => shop.Id).Select(shop => shop.Id);

    private static int Prepared(DeskDbContext db)
    {
        var (handle, count) = (Handle(db), 0);
        for (var statement = raw.sqlite3_next_stmt(handle, null); statement is not null; statement = raw.sqlite3_next_stmt(handle, statement))
            count++;
        return count;
    }
}
