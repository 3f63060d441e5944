using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>
/// Takes every e-mail of a mailbox that the ledger does not know. An e-mail that cannot be taken is tried three times and
/// then counted as failed; it stays in the mailbox, and the next one goes on. The mailbox hears of an e-mail after the
/// commit, never before.
/// </summary>
internal sealed class FetchMailbox(
    IDbContextFactory<DeskDbContext> contexts, ClaimEmail claim, DownloadEmail download, ProcessBatch process, CompareLedger compare, SaveMailboxStatus status,
    TimeProvider clock, ILogger<FetchMailbox> log) : IUseCase
{
    private const int Batch = 200;
    private const int MostTogether = 128;
    private const long MostBytesTogether = 4 << 20;

    private string? trouble;

    /// <param name="Taken">How many e-mails were given an outcome.</param>
    /// <param name="NextTryIn">When an e-mail that could not be taken is due again: nobody announces it.</param>
    internal sealed record Received(int Taken, TimeSpan? NextTryIn);

    /// <summary>One visit to a mailbox at a time. Throws when the mailbox cannot be read.</summary>
    /// <param name="all">Compares every e-mail with the ledger, also those that look dealt with.</param>
    public async Task<Received> RunAsync(IMailbox mailbox, IMailboxVisit visit, bool all, CancellationToken ct)
    {
        trouble = null;
        var uids = await visit.ListAsync(all, ct);
        var comparison = all ? await compare.RunAsync(mailbox.Name, visit.UidValidity, uids, ct) : null;
        var taken = 0;
        foreach (var some in uids.Chunk(Batch))
            taken += await TakeAsync(mailbox, visit, some, ct);
        await status.SuccessAsync(mailbox.Name, visit.UidValidity, comparison, trouble, ct);
        return new Received(taken, await NextTryAsync(mailbox.Name, visit.UidValidity, uids, ct));
    }

    /// <summary>Of e-mails that still lie there: another one will be due for ever.</summary>
    private async Task<TimeSpan?> NextTryAsync(string mailbox, long validity, IReadOnlyList<string> uids, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var waiting = await db.Ledger.Where(row => row.Mailbox == mailbox && row.UidValidity == validity)
            .Where(row => row.Outcome == EmailOutcome.Claimed && row.NextTryAt != null)
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

            // E-mails are taken in the order in which they came: the answer behind its question.
            await TakeFreshAsync();
            if (row.Outcome == EmailOutcome.Claimed && !(row.NextTryAt > clock.GetUtcNow()))
                taken += await TakeAgainAsync(mailbox, visit, row, ct) ? 1 : 0;
            else if (row.Outcome is EmailOutcome.Ticketed or EmailOutcome.Suspended or EmailOutcome.Suppressed)
                // Committed, but the desk stopped before the mailbox heard of it.
                await MarkDoneAsync(mailbox, visit, uid, ct);
        }

        await TakeFreshAsync();
        return taken;

        async Task TakeFreshAsync()
        {
            if (fresh.Count > 0)
                taken += await TakeFreshEmailsAsync(mailbox, visit, fresh, ct);
            fresh.Clear();
        }
    }

    private async Task<Dictionary<string, MailLedger>> KnownAsync(string mailbox, long validity, string[] uids, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Ledger.AsNoTracking().Where(row => row.Mailbox == mailbox && row.UidValidity == validity && uids.Contains(row.Uid))
            .ToDictionaryAsync(row => row.Uid, ct);
    }

    private async Task<int> TakeFreshEmailsAsync(IMailbox mailbox, IMailboxVisit visit, IReadOnlyList<string> uids, CancellationToken ct)
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
        var (taken, group, bytes) = (0, new List<DownloadedEmail>(), 0L);
        for (var i = 0; i < rows.Count; i++)
        {
            DownloadedEmail? email;
            try
            {
                email = await download.RunAsync(visit, rows[i], ct);
            }
            catch
            {
                // Those behind it were not touched: that is no try.
                await claim.ForgetAsync([.. rows.Skip(i + 1).Select(row => row.Id)], CancellationToken.None);
                if (!ct.IsCancellationRequested)
                    await TakeGroupAsync();
                throw;
            }

            if (email is null)
                continue;
            if (!email.IsLight || bytes + email.Size > MostBytesTogether)
                await TakeGroupAsync();
            group.Add(email);
            bytes += email.Size;
            if (!email.IsLight)
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

    // An e-mail that was tried before goes alone: it may be one that brings the desk down.
    private async Task<bool> TakeAgainAsync(IMailbox mailbox, IMailboxVisit visit, MailLedger known, CancellationToken ct)
    {
        if (await claim.AgainAsync(known.Id, ct) is not { } row)
            return false;
        try
        {
            return await download.RunAsync(visit, row, ct) is { } email && await TakeFetchedAsync(mailbox, visit, [email], ct) > 0;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await claim.UncountAsync(known.Id, CancellationToken.None);
            throw;
        }
    }

    private async Task<int> TakeFetchedAsync(IMailbox mailbox, IMailboxVisit visit, IReadOnlyList<DownloadedEmail> emails, CancellationToken ct)
    {
        var taken = await process.RunAsync(mailbox, emails, ct);
        foreach (var email in taken)
            await MarkDoneAsync(mailbox, visit, email.Row.Uid, ct);
        return taken.Count;
    }

    // What caused something is committed; a mailbox that does not hear of it must not keep the next e-mails waiting.
    private async Task MarkDoneAsync(IMailbox mailbox, IMailboxVisit visit, string uid, CancellationToken ct)
    {
        try
        {
            await visit.MarkDoneAsync(uid, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            // After the first one it is the connection, and the next ones fail for the same reason.
            log.Log(trouble is null ? LogLevel.Warning : LogLevel.Debug, error, "E-mail {Uid} of {Mailbox} could not be put aside", uid, mailbox.Name);
            trouble = SanitizedText.Line(error.Message).Text;
        }
    }
}
