using Microsoft.Extensions.Caching.Memory;
using SupportDesk.Data.Blobs;
using SupportDesk.Features.Diagnostics.Logs;
using SupportDesk.Features.Files.Archives;

namespace SupportDesk.Features.NewCase.Logs;

/// <summary>Reads the stored, masked logs of a draft for one invoice. The last readings are kept: checks and the e-mail ask again and again.</summary>
public sealed class ReadStoredLogs(BlobStore blobs) : IDisposable
{
    private const long MostBytes = 32 << 20;

    // What a notification or a line of a reading takes, roughly.
    private const int BytesOfALine = 512;
    private readonly MemoryCache readings = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    public void Dispose() => readings.Dispose();

    /// <returns>One reading of all of them; <see cref="LogReading.Files"/> has one entry for each, in the same order.</returns>
    public async Task<LogReading> RunAsync(IReadOnlyList<string> blobKeys, string invoice, CancellationToken ct)
    {
        var key = (string.Join(' ', blobKeys), invoice);
        if (readings.TryGetValue<LogReading>(key, out var known))
            return known!;
        var logs = new ReadLogs(invoice, custom: null, LogVerdicts.Late) { KeepsExcerpts = true };
        foreach (var blob in blobKeys)
        {
            await using var text = StoredText.Unpack(() => blobs.OpenRead(blob));
            await logs.AddAsync(text, null, ct);
        }

        var reading = logs.Result();
        return readings.Set(key, reading, new MemoryCacheEntryOptions { Size = SizeOf(reading) });
    }

    private static long SizeOf(LogReading reading) =>
        reading.Files.Sum(file => (long)file.Excerpt.Length) + (BytesOfALine * (1L + reading.Notifications.Count + reading.Evidence.Count));
}
