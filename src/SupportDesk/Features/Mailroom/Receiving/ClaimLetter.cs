using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>
/// Step 0: one row of the ledger for each letter of a mailbox, and how often it was tried. The try is counted before the
/// letter is touched: one that brings the whole desk down is given up, too.
/// </summary>
internal sealed class ClaimLetter(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock)
{
    private const int MostTries = 3;
    private const string BrokenOff = "BrokenOff";

    /// <summary>Letters that have no row yet.</summary>
    public async Task<IReadOnlyList<MailLedger>> FreshAsync(string mailbox, long validity, IReadOnlyList<string> uids, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var rows = uids.Select(uid => new MailLedger { Id = Ids.New(clock), Mailbox = mailbox, UidValidity = validity, Uid = uid, ReceivedAt = now, Attempts = 1 }).ToList();
        db.Ledger.AddRange(rows);
        await db.SaveChangesAsync(ct);
        return rows;
    }

    /// <summary>A letter that was tried before.</summary>
    /// <returns>Its row; null when the letter is given up.</returns>
    public async Task<MailLedger?> AgainAsync(Guid ledgerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Ledger.FirstAsync(ledger => ledger.Id == ledgerId, ct);
        row.Attempts++;
        if (row.Attempts > MostTries)
            (row.Outcome, row.Reason) = (LetterOutcome.Failed, row.Reason ?? "Stopped");
        await db.SaveChangesAsync(ct);
        return row.Outcome == LetterOutcome.Claimed ? row : null;
    }

    /// <summary>Letters that were gone, or out of reach, before they could be read.</summary>
    public async Task ForgetAsync(IReadOnlyList<Guid> ledgerIds, CancellationToken ct)
    {
        if (ledgerIds.Count == 0)
            return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Ledger.Where(row => ledgerIds.Contains(row.Id) && row.Outcome == LetterOutcome.Claimed).ExecuteDeleteAsync(ct);
    }

    /// <summary>The desk stopped while the letter was tried once more: that is no try.</summary>
    public async Task UncountAsync(Guid ledgerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Ledger.Where(row => row.Id == ledgerId && row.Outcome == LetterOutcome.Claimed)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.Attempts, r => r.Attempts - 1), ct);
    }

    /// <summary>
    /// The connection broke while the letter was read. The first time that is no fault of the letter; one that breaks it
    /// again and again must not keep the others waiting.
    /// </summary>
    public async Task BreakOffAsync(Guid ledgerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var isFirst = await db.Ledger.Where(row => row.Id == ledgerId && row.Outcome == LetterOutcome.Claimed && row.Reason != BrokenOff)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.Attempts, r => r.Attempts - 1).SetProperty(r => r.Reason, BrokenOff), ct) > 0;
        if (!isFirst)
            await FailAsync(ledgerId, BrokenOff, forGood: false, ct);
    }

    /// <summary>A try that failed; after the third one the letter is dead, stays in the mailbox and is shown.</summary>
    public async Task FailAsync(Guid ledgerId, string reason, bool forGood, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Ledger.FirstAsync(ledger => ledger.Id == ledgerId, ct);
        if (row.Outcome != LetterOutcome.Claimed)
            return;
        row.Reason = reason;
        if (forGood || row.Attempts >= MostTries)
            row.Outcome = LetterOutcome.Failed;
        else
            row.NextTryAt = clock.GetUtcNow() + TimeSpan.FromMinutes(row.Attempts);
        await db.SaveChangesAsync(ct);
    }
}
