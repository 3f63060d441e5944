using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>
/// Visits the mailbox and takes every letter that the ledger does not know. A letter that cannot be taken is tried three
/// times and then counted as failed; it stays in the mailbox, and the next one goes on.
/// </summary>
internal sealed class ReceiveLetters(
    IDbContextFactory<DeskDbContext> contexts, IMailbox mailbox, TakeLetter take, MailSettings settings, TimeProvider clock, ILogger<ReceiveLetters> log)
{
    private const int MostTries = 3;
    private const int Batch = 200;
    private static readonly TimeSpan FullLook = TimeSpan.FromHours(1);

    private string? trouble;

    /// <summary>One visit at a time.</summary>
    /// <returns>How many letters were given an outcome.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        try
        {
            await using var visit = await mailbox.OpenAsync(ct);
            var all = await IsFullLookDueAsync(ct);
            var taken = 0;
            foreach (var uids in (await visit.ListAsync(all, ct)).Chunk(Batch))
                taken += await TakeAsync(visit, uids, ct);
            await RememberAsync(visit.UidValidity, all, trouble, ct);
            return taken;
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogWarning(error, "Mailbox {Mailbox} could not be read", mailbox.Name);
            await RememberAsync(null, false, SafeText.Line(error.Message).Text, ct);
            return 0;
        }
    }

    private async Task<int> TakeAsync(IMailboxVisit visit, string[] uids, CancellationToken ct)
    {
        Dictionary<string, MailLedger> known;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            known = await db.Ledger.AsNoTracking()
                .Where(row => row.Mailbox == mailbox.Name && row.UidValidity == visit.UidValidity && uids.Contains(row.Uid))
                .ToDictionaryAsync(row => row.Uid, ct);
        }

        var taken = 0;
        foreach (var uid in uids)
        {
            ct.ThrowIfCancellationRequested();
            var row = known.GetValueOrDefault(uid);
            if (row is null or { Outcome: LetterOutcome.Claimed } && !(row?.NextTryAt > clock.GetUtcNow()))
                taken += await TakeOneAsync(visit, uid, row, ct) ? 1 : 0;
            else if (row.Outcome is LetterOutcome.Ticketed or LetterOutcome.Held or LetterOutcome.Suppressed)
                // Committed, but the desk stopped before the mailbox heard of it.
                await MarkDoneAsync(visit, uid, ct);
        }

        return taken;
    }

    private async Task<bool> TakeOneAsync(IMailboxVisit visit, string uid, MailLedger? known, CancellationToken ct)
    {
        if (await ClaimAsync(visit.UidValidity, uid, known, ct) is not { } ledgerId)
            return false;
        try
        {
            var content = await visit.ReadAsync(uid, settings.Options.MaxLetterBytes, ct);
            if (content is null)
            {
                await ForgetAsync(ledgerId, ct);
                return false;
            }

            await using var stream = content.Stream;
            if (content.IsTooLarge)
            {
                await FailAsync(ledgerId, "TooLarge", forGood: true, ct);
                return false;
            }

            using var raw = new MemoryStream();
            await stream.CopyToAsync(raw, ct);
            raw.Position = 0;
            await take.RunAsync(ledgerId, raw, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogError(error, "Letter {Uid} of {Mailbox} could not be taken", uid, mailbox.Name);
            await FailAsync(ledgerId, SafeText.Line($"{error.GetType().Name}: {error.Message}").Text, forGood: false, ct);
            return false;
        }

        await MarkDoneAsync(visit, uid, ct);
        return true;
    }

    // What caused something is committed; a mailbox that does not hear of it must not keep the next letters waiting.
    private async Task MarkDoneAsync(IMailboxVisit visit, string uid, CancellationToken ct)
    {
        try
        {
            await visit.MarkDoneAsync(uid, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogWarning(error, "Letter {Uid} of {Mailbox} could not be put aside", uid, mailbox.Name);
            trouble = SafeText.Line(error.Message).Text;
        }
    }

    // The try is counted before the letter is touched: one that brings the whole desk down is given up, too.
    private async Task<Guid?> ClaimAsync(long validity, string uid, MailLedger? known, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = known is null ? null : await db.Ledger.FirstAsync(ledger => ledger.Id == known.Id, ct);
        if (row is null)
            db.Ledger.Add(row = new MailLedger { Id = Ids.New(clock), Mailbox = mailbox.Name, UidValidity = validity, Uid = uid, ReceivedAt = clock.GetUtcNow() });
        row.Attempts++;
        if (row.Attempts > MostTries)
            (row.Outcome, row.Reason) = (LetterOutcome.Failed, row.Reason ?? "Stopped");
        await db.SaveChangesAsync(ct);
        return row.Outcome == LetterOutcome.Claimed ? row.Id : null;
    }

    private async Task ForgetAsync(Guid ledgerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Ledger.Where(row => row.Id == ledgerId && row.Outcome == LetterOutcome.Claimed).ExecuteDeleteAsync(ct);
    }

    private async Task FailAsync(Guid ledgerId, string reason, bool forGood, CancellationToken ct)
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

    private async Task<bool> IsFullLookDueAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var last = await db.Mailboxes.Where(box => box.Mailbox == mailbox.Name).Select(box => box.LastFullLookAt).FirstOrDefaultAsync(ct);
        return last is null || clock.GetUtcNow() - last > FullLook;
    }

    private async Task RememberAsync(long? validity, bool full, string? error, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var box = await db.Mailboxes.FirstOrDefaultAsync(b => b.Mailbox == mailbox.Name, ct);
        if (box is null)
            db.Mailboxes.Add(box = new MailboxState { Mailbox = mailbox.Name });
        var now = clock.GetUtcNow();
        if (error is null)
            (box.UidValidity, box.LastSuccessAt, box.LastError, box.LastErrorAt) = (validity ?? box.UidValidity, now, null, null);
        else
            (box.LastError, box.LastErrorAt) = (error, now);
        if (full)
            box.LastFullLookAt = now;
        await db.SaveChangesAsync(ct);
    }
}
