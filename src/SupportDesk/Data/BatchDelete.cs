using Microsoft.EntityFrameworkCore;

namespace SupportDesk.Data;

internal static class BatchDelete
{
    // Each in a moment: others must not wait for the lock.
    private const int AtOnce = 500;

    /// <param name="ids">Of the rows to go, in the order of an index.</param>
    /// <returns>How many rows went.</returns>
    public static async Task<int> DeleteInBatchesAsync<T>(this DbSet<T> set, IQueryable<Guid> ids, CancellationToken ct) where T : class
    {
        var gone = 0;
        while (await ids.Take(AtOnce).ToListAsync(ct) is { Count: > 0 } batch)
            gone += await set.Where(row => batch.Contains(EF.Property<Guid>(row, "Id"))).ExecuteDeleteAsync(ct);
        return gone;
    }
}
