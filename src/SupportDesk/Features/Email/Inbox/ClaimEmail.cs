using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>
/// Step 0: one row of the ledger for each e-mail of a mailbox, and how often it was tried. The try is counted before the
/// e-mail is touched: one that brings the whole desk down is given up, too.
/// </summary>
internal sealed class ClaimEmail(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock, ILogger<ClaimEmail> log) : IUseCase
{
    private const int MostTries = 3;
    private const string BrokenOff = "BrokenOff";

    /// <summary>E-mails that have no row yet.</summary>
    public async Task<IReadOnlyList<MailLedger>> FreshAsync(string mailbox, long validity, IReadOnlyList<string> uids, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var rows = uids.Select(uid => new MailLedger
        {
            Id = Ids.New(clock),
            Mailbox = mailbox,
            UidValidity = validity,
            Uid = uid,
            ReceivedAt = now,
            Attempts = 1,
        })
            .ToList();
        db.Ledger.AddRange(rows);
        await db.SaveChangesAsync(ct);
        return rows;
    }

    /// <summary>An e-mail that was tried before.</summary>
    /// <returns>Its row; null when the e-mail is given up.</returns>
    public async Task<MailLedger?> AgainAsync(Guid ledgerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Ledger.FirstAsync(ledger => ledger.Id == ledgerId, ct);
        row.Attempts++;
        if (row.Attempts > MostTries)
            (row.Outcome, row.Reason) = (EmailOutcome.Failed, row.Reason ?? "Stopped");
        await db.SaveChangesAsync(ct);
        return row.Outcome == EmailOutcome.Claimed ? row : null;
    }

    /// <summary>E-mails that were gone, or out of reach, before they could be read.</summary>
    public async Task ForgetAsync(IReadOnlyList<Guid> ledgerIds, CancellationToken ct)
    {
        if (ledgerIds.Count == 0)
            return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Ledger.Where(row => ledgerIds.Contains(row.Id) && row.Outcome == EmailOutcome.Claimed).ExecuteDeleteAsync(ct);
    }

    /// <summary>The desk stopped while the e-mail was tried once more: that is no try.</summary>
    public async Task UncountAsync(Guid ledgerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Ledger.Where(row => row.Id == ledgerId && row.Outcome == EmailOutcome.Claimed)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.Attempts, r => r.Attempts - 1), ct);
    }

    /// <summary>
    /// The connection broke while the e-mail was read. The first time that is no fault of the e-mail; one that breaks it
    /// again and again must not keep the others waiting.
    /// </summary>
    public async Task BreakOffAsync(Guid ledgerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var isFirst = await db.Ledger.Where(row => row.Id == ledgerId && row.Outcome == EmailOutcome.Claimed && row.Reason != BrokenOff)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.Attempts, r => r.Attempts - 1).SetProperty(r => r.Reason, BrokenOff), ct) > 0;
        if (!isFirst)
            await FailAsync(ledgerId, BrokenOff, forGood: false, ct);
    }

    /// <summary>The same, told in the log.</summary>
    public Task FailAsync(MailLedger row, Exception error, CancellationToken ct)
    {
        log.LogError(error, "E-mail {Uid} of {Mailbox} could not be taken", row.Uid, row.Mailbox);
        return FailAsync(row.Id, SanitizedText.Line($"{error.GetType().Name}: {error.Message}").Text, forGood: false, ct);
    }

    /// <summary>A try that failed; after the third one the e-mail is dead, stays in the mailbox and is shown.</summary>
    public async Task FailAsync(Guid ledgerId, string reason, bool forGood, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Ledger.FirstAsync(ledger => ledger.Id == ledgerId, ct);
        if (row.Outcome != EmailOutcome.Claimed)
            return;
        row.Reason = reason;
        if (forGood || row.Attempts >= MostTries)
            row.Outcome = EmailOutcome.Failed;
        else
            row.NextTryAt = clock.GetUtcNow() + TimeSpan.FromMinutes(row.Attempts);
        await db.SaveChangesAsync(ct);
    }
}
