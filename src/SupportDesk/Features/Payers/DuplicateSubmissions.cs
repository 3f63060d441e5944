using System.Collections.Concurrent;

using SupportDesk.Kernel;

namespace SupportDesk.Features.Payers;

/// <summary>
/// A button pressed twice on a slow phone sends the same form twice: both get the answer of the first. The number of a
/// form is random and known to its page only; it counts together with where the form goes and what stands in it, so that
/// another text under the same number is another form.
/// </summary>
internal sealed class DuplicateSubmissions(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);
    private readonly ConcurrentDictionary<string, Entry> entries = new();

    /// <summary>Runs once for each form, unless the run gave nothing: then the form may be sent again.</summary>
    /// <param name="content">Where it goes and what stands in it.</param>
    public async Task<string?> OnceAsync(string number, string content, Func<Task<string?>> run)
    {
        if (number.Length < 20)
            return await run();
        Forget();
        number = Ids.Hash(number + "\n" + content);
        var entry = entries.GetOrAdd(number, _ => new Entry(clock.GetUtcNow(), new Lazy<Task<string?>>(run)));
        string? result = null;
        try
        {
            return result = await entry.Result.Value;
        }
        finally
        {
            if (result is null)
                entries.TryRemove(KeyValuePair.Create(number, entry));
        }
    }

    private void Forget()
    {
        var before = clock.GetUtcNow() - Kept;
        foreach (var old in entries.Where(e => e.Value.At < before))
            entries.TryRemove(old);
    }

    private sealed record Entry(DateTimeOffset At, Lazy<Task<string?>> Result);
}
