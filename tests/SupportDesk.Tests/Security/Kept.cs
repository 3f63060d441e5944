using System.Collections.Concurrent;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MimeKit;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.Files.Archives;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Security;

/// <summary>
/// Everything that the desk keeps or says: each file of its data byte by byte (the database with its log and its search
/// index, stored files, unpacked too), the e-mails it wrote, and all it ever logged, at the finest level and with the
/// texts of exceptions.
/// </summary>
internal sealed class Kept : ILoggerProvider
{
    private readonly ConcurrentQueue<string> logged = [];

    public string Log => string.Concat(logged);

    /// <summary>What was logged under a category that begins so, to be read by a person: what EF Core says drowns it.</summary>
    public string LogOf(params string[] categories) =>
        string.Concat(logged.Where(line => categories.Any(category => line.StartsWith(category, StringComparison.Ordinal))));

    public void Listen(IServiceCollection services)
    {
        services.AddSingleton<ILoggerProvider>(this);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFilter(null, LogLevel.Trace));
    }

    /// <summary>Says where which of the planted secrets was found.</summary>
    public async Task<IReadOnlyList<string>> LeaksAsync(DeskFixture desk)
    {
        var leaks = new List<string>();
        await foreach (var (name, bytes) in AllAsync(desk))
        {
            var digits = new string([.. bytes.Where(value => value is >= (byte)'0' and <= (byte)'9').Select(value => (char)value)]);
            leaks.AddRange(PlantedSecrets.Cards.Where(card => digits.Contains(card, StringComparison.Ordinal)).Select(card => $"{card} in {name}"));
            leaks.AddRange(PlantedSecrets.Values
                .Where(value => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(value)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(value)) >= 0)
                .Select(value => $"{value} in {name}"));
        }

        return leaks;
    }

    public async Task<string> StoredTextAsync(DeskFixture desk)
    {
        var text = new StringBuilder();
        await foreach (var (name, bytes) in AllAsync(desk))
        {
            if (name.StartsWith("blobs", StringComparison.Ordinal) || name.StartsWith("desk.db", StringComparison.Ordinal))
                text.Append(Encoding.UTF8.GetString(bytes));
        }

        return text.ToString();
    }

    public ILogger CreateLogger(string categoryName) => new Ear(logged, categoryName);

    public void Dispose()
    {
    }

    private async IAsyncEnumerable<(string Name, byte[] Bytes)> AllAsync(DeskFixture desk)
    {
        var data = desk.Services.GetRequiredService<DataPaths>().Root;
        // Another desk that ends empties the pools of all: without a connection of our own SQLite would put its log away
        // while it is being read.
        await using var open = new SqliteConnection($"Data Source={Path.Combine(data, "desk.db")};Pooling=False");
        await open.OpenAsync();
        await using var command = open.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master";
        await command.ExecuteScalarAsync();

        foreach (var path in Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories))
        {
            var bytes = await ReadAsync(path);
            yield return (Path.GetRelativePath(data, path), bytes);
            if (bytes is [0x1F, 0x8B, ..] or [(byte)'P', (byte)'K', 3, 4, ..])
                yield return (Path.GetRelativePath(data, path) + " unpacked", Encoding.UTF8.GetBytes(Packed.Text(bytes)));
        }

        var written = Path.Combine(desk.Folder, "mail", "out");
        foreach (var path in Directory.Exists(written) ? Directory.EnumerateFiles(written, "*", SearchOption.AllDirectories) : [])
        {
            var bytes = await ReadAsync(path);
            yield return ("letter", bytes);
            using var stream = new MemoryStream(bytes);
            var email = await MimeMessage.LoadAsync(stream);
            yield return ("e-mail's text", Encoding.UTF8.GetBytes(email.Subject + email.TextBody));
        }

        Assert.NotEmpty(logged);
        yield return ("log", Encoding.UTF8.GetBytes(string.Concat(logged)));
    }

    private static async Task<byte[]> ReadAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var all = new MemoryStream();
        await file.CopyToAsync(all);
        return all.ToArray();
    }

    private sealed class Ear(ConcurrentQueue<string> logged, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            logged.Enqueue($"{state}\n");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logged.Enqueue($"{category}: {formatter(state, exception)} {exception}\n");
    }
}
