using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Mail;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>
/// Takes every letter of a mailbox that the ledger does not know. A letter that cannot be taken is tried three times and
/// then counted as failed; it stays in the mailbox, and the next one goes on. The mailbox hears of a letter after the
/// commit, never before.
/// </summary>
internal sealed class ReceiveLetters(
    IDbContextFactory<DeskDbContext> contexts, ClaimLetter claim, TakeLetter take, CompareLedger compare, RememberVisit remember,
    MailSettings settings, TimeProvider clock, ILogger<ReceiveLetters> log)
{
    private const int Batch = 200;

    private string? trouble;

    /// <param name="Taken">How many letters were given an outcome.</param>
    /// <param name="NextTryIn">When a letter that could not be taken is due again: nobody announces it.</param>
    internal sealed record Received(int Taken, TimeSpan? NextTryIn);

    /// <summary>One visit to a mailbox at a time. Throws when the mailbox cannot be read.</summary>
    /// <param name="all">Compares every letter with the ledger, also those that look dealt with.</param>
    public async Task<Received> RunAsync(IMailbox mailbox, IMailboxVisit visit, bool all, CancellationToken ct)
    {
        trouble = null;
        var uids = await visit.ListAsync(all, ct);
        var comparison = all ? await compare.RunAsync(mailbox.Name, visit.UidValidity, uids, ct) : null;
        var taken = 0;
        foreach (var some in uids.Chunk(Batch))
            taken += await TakeAsync(mailbox, visit, some, ct);
        await remember.SuccessAsync(mailbox.Name, visit.UidValidity, comparison, trouble, ct);
        return new Received(taken, await NextTryAsync(mailbox.Name, ct));
    }

    private async Task<TimeSpan?> NextTryAsync(string mailbox, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var next = await db.Ledger.Where(row => row.Mailbox == mailbox && row.Outcome == LetterOutcome.Claimed && row.NextTryAt != null)
            .OrderBy(row => row.NextTryAt).Select(row => row.NextTryAt).FirstOrDefaultAsync(ct);
        return next is { } at ? TimeSpan.FromTicks(Math.Max((at - clock.GetUtcNow()).Ticks, TimeSpan.TicksPerSecond)) : null;
    }

    private async Task<int> TakeAsync(IMailbox mailbox, IMailboxVisit visit, string[] uids, CancellationToken ct)
    {
        var known = await KnownAsync(mailbox.Name, visit.UidValidity, uids, ct);
        var taken = 0;
        foreach (var uid in uids)
        {
            ct.ThrowIfCancellationRequested();
            var row = known.GetValueOrDefault(uid);
            if (row is null or { Outcome: LetterOutcome.Claimed } && !(row?.NextTryAt > clock.GetUtcNow()))
                taken += await TakeOneAsync(mailbox, visit, uid, row, ct) ? 1 : 0;
            else if (row.Outcome is LetterOutcome.Ticketed or LetterOutcome.Held or LetterOutcome.Suppressed)
                // Committed, but the desk stopped before the mailbox heard of it.
                await MarkDoneAsync(mailbox, visit, uid, ct);
        }

        return taken;
    }

    private async Task<Dictionary<string, MailLedger>> KnownAsync(string mailbox, long validity, string[] uids, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Ledger.AsNoTracking().Where(row => row.Mailbox == mailbox && row.UidValidity == validity && uids.Contains(row.Uid))
            .ToDictionaryAsync(row => row.Uid, ct);
    }

    private async Task<bool> TakeOneAsync(IMailbox mailbox, IMailboxVisit visit, string uid, MailLedger? known, CancellationToken ct)
    {
        if (await claim.RunAsync(mailbox.Name, visit.UidValidity, uid, known, ct) is not { } ledgerId)
            return false;
        MemoryStream? raw;
        try
        {
            raw = await ReadAsync(visit, uid, ledgerId, ct);
        }
        catch (Exception error) when (error is not (OperationCanceledException or CommandException))
        {
            await claim.BreakOffAsync(ledgerId, CancellationToken.None);
            throw;
        }
        catch (CommandException refusal)
        {
            await FailAsync(mailbox, uid, ledgerId, refusal, ct);
            return false;
        }

        if (raw is null)
            return false;
        try
        {
            await using (raw)
                await take.RunAsync(mailbox.Settings, ledgerId, raw, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            await FailAsync(mailbox, uid, ledgerId, error, ct);
            return false;
        }

        await MarkDoneAsync(mailbox, visit, uid, ct);
        return true;
    }

    private Task FailAsync(IMailbox mailbox, string uid, Guid ledgerId, Exception error, CancellationToken ct)
    {
        log.LogError(error, "Letter {Uid} of {Mailbox} could not be taken", uid, mailbox.Name);
        return claim.FailAsync(ledgerId, SafeText.Line($"{error.GetType().Name}: {error.Message}").Text, forGood: false, ct);
    }

    private async Task<MemoryStream?> ReadAsync(IMailboxVisit visit, string uid, Guid ledgerId, CancellationToken ct)
    {
        var content = await visit.ReadAsync(uid, settings.Options.MaxLetterBytes, ct);
        if (content is null)
        {
            await claim.ForgetAsync(ledgerId, ct);
            return null;
        }

        await using var stream = content.Stream;
        if (content.IsTooLarge)
        {
            await claim.FailAsync(ledgerId, "TooLarge", forGood: true, ct);
            return null;
        }

        var raw = new MemoryStream();
        await stream.CopyToAsync(raw, ct);
        raw.Position = 0;
        return raw;
    }

    // What caused something is committed; a mailbox that does not hear of it must not keep the next letters waiting.
    private async Task MarkDoneAsync(IMailbox mailbox, IMailboxVisit visit, string uid, CancellationToken ct)
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
}
