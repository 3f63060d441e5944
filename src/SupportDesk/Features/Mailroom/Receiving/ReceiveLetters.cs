using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>
/// Takes every letter of a mailbox that the ledger does not know. A letter that cannot be taken is tried three times and
/// then counted as failed; it stays in the mailbox, and the next one goes on. The mailbox hears of a letter after the
/// commit, never before.
/// </summary>
internal sealed class ReceiveLetters(
    IDbContextFactory<DeskDbContext> contexts, ClaimLetter claim, FetchLetter fetch, TakeLetters take, CompareLedger compare, RememberVisit remember,
    TimeProvider clock, ILogger<ReceiveLetters> log)
{
    private const int Batch = 200;
    private const int MostTogether = 128;
    private const long MostBytesTogether = 4 << 20;

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
        return new Received(taken, await NextTryAsync(mailbox.Name, visit.UidValidity, uids, ct));
    }

    /// <summary>Of letters that still lie there: another one will be due for ever.</summary>
    private async Task<TimeSpan?> NextTryAsync(string mailbox, long validity, IReadOnlyList<string> uids, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var waiting = await db.Ledger.Where(row => row.Mailbox == mailbox && row.UidValidity == validity)
            .Where(row => row.Outcome == LetterOutcome.Claimed && row.NextTryAt != null)
            .Select(row => new { row.Uid, row.NextTryAt }).ToListAsync(ct);
        var next = waiting.IntersectBy(uids, row => row.Uid).Min(row => row.NextTryAt);
        return next is { } at ? TimeSpan.FromTicks(Math.Max((at - clock.GetUtcNow()).Ticks, TimeSpan.TicksPerSecond)) : null;
    }

    private async Task<int> TakeAsync(IMailbox mailbox, IMailboxVisit visit, string[] uids, CancellationToken ct)
    {
        var known = await KnownAsync(mailbox.Name, visit.UidValidity, uids, ct);
        var taken = 0;
        var fresh = new List<string>();
        foreach (var uid in uids)
        {
            ct.ThrowIfCancellationRequested();
            if (!known.TryGetValue(uid, out var row))
            {
                fresh.Add(uid);
                if (fresh.Count == MostTogether)
                    await TakeFreshAsync();
                continue;
            }

            // Letters are taken in the order in which they came: the answer behind its question.
            await TakeFreshAsync();
            if (row.Outcome == LetterOutcome.Claimed && !(row.NextTryAt > clock.GetUtcNow()))
                taken += await TakeAgainAsync(mailbox, visit, row, ct) ? 1 : 0;
            else if (row.Outcome is LetterOutcome.Ticketed or LetterOutcome.Held or LetterOutcome.Suppressed)
                // Committed, but the desk stopped before the mailbox heard of it.
                await MarkDoneAsync(mailbox, visit, uid, ct);
        }

        await TakeFreshAsync();
        return taken;

        async Task TakeFreshAsync()
        {
            if (fresh.Count > 0)
                taken += await TakeFreshLettersAsync(mailbox, visit, fresh, ct);
            fresh.Clear();
        }
    }

    private async Task<Dictionary<string, MailLedger>> KnownAsync(string mailbox, long validity, string[] uids, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Ledger.AsNoTracking().Where(row => row.Mailbox == mailbox && row.UidValidity == validity && uids.Contains(row.Uid))
            .ToDictionaryAsync(row => row.Uid, ct);
    }

    private async Task<int> TakeFreshLettersAsync(IMailbox mailbox, IMailboxVisit visit, IReadOnlyList<string> uids, CancellationToken ct)
    {
        var rows = await claim.FreshAsync(mailbox.Name, visit.UidValidity, uids, ct);
        try
        {
            return await TakeClaimedAsync(mailbox, visit, rows, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The desk stops: what is not stored was not tried, and is fresh for the next one.
            await claim.ForgetAsync([.. rows.Select(row => row.Id)], CancellationToken.None);
            throw;
        }
    }

    private async Task<int> TakeClaimedAsync(IMailbox mailbox, IMailboxVisit visit, IReadOnlyList<MailLedger> rows, CancellationToken ct)
    {
        var (taken, group, bytes) = (0, new List<FetchedLetter>(), 0L);
        for (var i = 0; i < rows.Count; i++)
        {
            FetchedLetter? letter;
            try
            {
                letter = await fetch.RunAsync(mailbox, visit, rows[i], ct);
            }
            catch
            {
                // Those behind it were not touched: that is no try.
                await claim.ForgetAsync([.. rows.Skip(i + 1).Select(row => row.Id)], CancellationToken.None);
                if (!ct.IsCancellationRequested)
                    await TakeGroupAsync();
                throw;
            }

            if (letter is null)
                continue;
            if (!letter.IsLight || bytes + letter.Size > MostBytesTogether)
                await TakeGroupAsync();
            group.Add(letter);
            bytes += letter.Size;
            if (!letter.IsLight)
                await TakeGroupAsync();
        }

        await TakeGroupAsync();
        return taken;

        async Task TakeGroupAsync()
        {
            taken += await TakeFetchedAsync(mailbox, visit, group, ct);
            group.Clear();
            bytes = 0;
        }
    }

    // A letter that was tried before goes alone: it may be one that brings the desk down.
    private async Task<bool> TakeAgainAsync(IMailbox mailbox, IMailboxVisit visit, MailLedger known, CancellationToken ct)
    {
        if (await claim.AgainAsync(known.Id, ct) is not { } row)
            return false;
        try
        {
            return await fetch.RunAsync(mailbox, visit, row, ct) is { } letter && await TakeFetchedAsync(mailbox, visit, [letter], ct) > 0;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await claim.UncountAsync(known.Id, CancellationToken.None);
            throw;
        }
    }

    private async Task<int> TakeFetchedAsync(IMailbox mailbox, IMailboxVisit visit, IReadOnlyList<FetchedLetter> letters, CancellationToken ct)
    {
        var taken = await take.RunAsync(mailbox, letters, ct);
        foreach (var letter in taken)
            await MarkDoneAsync(mailbox, visit, letter.Row.Uid, ct);
        return taken.Count;
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
            // After the first one it is the connection, and the next ones fail for the same reason.
            log.Log(trouble is null ? LogLevel.Warning : LogLevel.Debug, error, "Letter {Uid} of {Mailbox} could not be put aside", uid, mailbox.Name);
            trouble = SafeText.Line(error.Message).Text;
        }
    }
}
