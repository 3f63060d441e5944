using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <param name="InMailbox">E-mails that lie in the mailbox.</param>
/// <param name="Missing">Those of them that the ledger did not know; they are taken now.</param>
/// <param name="Gone">E-mails without an outcome that somebody took out of the mailbox: they can be tried no more.</param>
internal sealed record LedgerComparison(int InMailbox, int Missing, int Gone);

/// <summary>Compares every e-mail of a mailbox with the ledger; flags are no proof, the ledger is.</summary>
internal sealed class CompareLedger(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    private const int Batch = 500;

    public async Task<LedgerComparison> RunAsync(string mailbox, long validity, IReadOnlyList<string> uids, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = db.Ledger.Where(row => row.Mailbox == mailbox && row.UidValidity == validity);
        var known = 0;
        foreach (var some in uids.Chunk(Batch))
            known += await rows.CountAsync(row => some.Contains(row.Uid), ct);
        var there = uids.ToHashSet(StringComparer.Ordinal);
        // Under an earlier numbering of the mailbox nothing can be fetched any more.
        var open = await db.Ledger.Where(row => row.Mailbox == mailbox)
            .Where(row => row.Outcome == EmailOutcome.Failed || row.Outcome == EmailOutcome.Claimed).ToListAsync(ct);
        var gone = open.Where(row => row.UidValidity != validity || !there.Contains(row.Uid)).ToList();
        foreach (var row in gone)
            (row.Outcome, row.Reason, row.NextTryAt) = (EmailOutcome.Suppressed, "Gone", null);
        await db.SaveChangesAsync(ct);
        return new LedgerComparison(uids.Count, uids.Count - known, gone.Count);
    }
}
