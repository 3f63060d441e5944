using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Cli.Demo;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Tests.Cli;

/// <summary>The month of invented work, made smaller: every kind of thing is in it, and nothing of it goes on by itself.</summary>
public sealed partial class DemoCommandTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 13, 20, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("demo-").FullName;

    [Fact]
    public async Task Run_EmptyDesk_HasEveryStateAndNothingThatWouldLeave()
    {
        await MakeAsync("one");

        await ReadAsync("one", async db =>
        {
            await AssertAllAsync(db.Tickets.Select(t => t.Status));
            await AssertAllAsync(db.Tickets.Select(t => t.Kind));
            await AssertAllAsync(db.Tickets.Select(t => t.Priority));
            await AssertAllAsync(db.Messages.Select(m => m.Delivery));
            await AssertAllAsync(db.Messages.Select(m => m.Author));
            await AssertAllAsync(db.Users.Select(u => u.Role));
            await AssertAllAsync(db.ReconciledInvoices.Select(w => w.Alarm));
            Assert.Superset(
                new HashSet<string> { "NoMatch", "NotParticipant", "NotVerified", "ForgedId", "FromOurselves", "Pretends", "ByAccount", "TooManyNew" },
                (await db.SuspendedEmails.Select(h => h.Reason).ToListAsync()).ToHashSet()
            );
            Assert.Equal(
                new HashSet<EmailOutcome> { EmailOutcome.Ticketed, EmailOutcome.Suspended, EmailOutcome.Suppressed, EmailOutcome.Failed },
                (await db.Ledger.Select(row => row.Outcome).ToListAsync()).ToHashSet()
            );
            Assert.True(await db.Messages.AnyAsync(m => m.HiddenCount > 0));
            Assert.True(await db.Attachments.AnyAsync(file => file.HiddenCount > 0 && file.MessageId != null));
            Assert.True(await db.Attachments.AnyAsync(file => file.PendingReview));
            Assert.True(await db.Links.AnyAsync());

            Assert.False(await db.Outbox.AnyAsync(mail => mail.State == OutboxState.Queued || mail.State == OutboxState.Sending));
            Assert.False(await db.ShopSettings.AnyAsync(shop => shop.ProbeDueAt != null || shop.Reconciles));
            Assert.False(await db.Notifications.AnyAsync(row => row.Forward == ForwardState.Waiting));
            Assert.False(await db.ReconciledInvoices.AnyAsync(row => row.NextAt != null));
            Assert.False(await db.Events.AnyAsync(e => e.At > Now));
            Assert.Equal(
                await db.Tickets.CountAsync(),
                await db.Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM TicketSearch WHERE title <> '' OR people <> ''").SingleAsync()
            );
        });

        var refused = await Assert.ThrowsAsync<ConfigurationException>(() => MakeAsync("one"));
        Assert.Contains("--data", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Users")]
    [InlineData("Tickets")]
    public async Task Run_DeskOfAnotherVersionInUse_RefusesAndLeavesItAsItLay(string table)
    {
        var database = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "old")).FullName, "desk.db");
        await using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = $"CREATE TABLE {table} (Id INTEGER); INSERT INTO {table} VALUES (1);";
            await command.ExecuteNonQueryAsync();
        }
        var before = await File.ReadAllBytesAsync(database);

        var refused = await Assert.ThrowsAsync<ConfigurationException>(() => MakeAsync("old"));

        Assert.Contains("in use", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(database));
    }

    [Fact]
    public async Task Run_SameSeed_SameTitles()
    {
        await MakeAsync("one", tickets: 30);
        await MakeAsync("two", tickets: 30);
        var (one, two) = (await TitlesAsync("one"), await TitlesAsync("two"));
        Assert.Equal(one, two);
        Assert.True(one.Count >= 30);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task MakeAsync(string name, int tickets = 170) => new MakeDemo(TextWriter.Null).RunAsync(
        new(7, "длинная фраза 7", Now, Path.Combine(folder, name)) { Tickets = tickets }, CancellationToken.None);

    // What our own subjects carry to find their ticket is random.
    private async Task<List<string>> TitlesAsync(string name)
    {
        var titles = new List<string>();
        await ReadAsync(name, async db => titles.AddRange(await db.Tickets.OrderBy(t => t.Number).Select(t => t.Title).ToListAsync()));
        return [.. titles.Select(title => Token().Replace(title, ""))];
    }

    private static async Task AssertAllAsync<T>(IQueryable<T> values) where T : struct, Enum =>
        Assert.Equal(Enum.GetValues<T>().ToHashSet(), (await values.Distinct().ToListAsync()).ToHashSet());

    private async Task ReadAsync(string name, Func<DeskDbContext, Task> read)
    {
        var options = new DbContextOptionsBuilder<DeskDbContext>();
        DataSetup.Configure(options, Path.Combine(folder, name, "desk.db"));
        await using var db = new DeskDbContext(options.Options);
        await read(db);
        SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
    }

    [GeneratedRegex(@"\[SD-[^\]]+\]")]
    private static partial Regex Token();
}
