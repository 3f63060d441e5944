using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Mailroom.Authentication;
using SupportDesk.Features.Mailroom.Letters;
using SupportDesk.Features.Mailroom.Rules;
using SupportDesk.Features.Mailroom.SelfTest;
using SupportDesk.Features.Tickets;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>
/// The way of one letter to its one outcome, step by step. Step 0, the claim, is behind it: <see cref="ClaimLetter"/>, and
/// the letter has been read: <see cref="FetchLetter"/>. The raw letter is in memory only.
/// </summary>
internal sealed class TakeLetter(
    ClassifyLetter classify, DescribeOrigin describe, FindPointers pointers, NewTicketLimits limits, StoreLetterFiles files, StoreLetter store, TakeSelfTest selfTest)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <param name="db">With a transaction of the caller's, nothing is committed here; without one, everything is.</param>
    /// <param name="row">Tracked by <paramref name="db"/>.</param>
    /// <returns>What changed: the ticket, or the row of a letter that has none.</returns>
    public async Task<Guid> RunAsync(DeskDbContext db, MailLedger row, MailboxSettings box, FetchedLetter fetched, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Longest);
        await TakeAsync(db, row, box, fetched, limit.Token);
        // A letter that waits has no ticket; the list of letters asks again on any change.
        return row.TicketId ?? row.Id;
    }

    private async Task TakeAsync(DeskDbContext db, MailLedger row, MailboxSettings box, FetchedLetter fetched, CancellationToken ct)
    {
        // 2 STRIP and reading are behind it, too: the id that step 1 asks for stands in the letter.
        var letter = fetched.Facts;
        Note(row, letter, fetched.BodySha256);

        // 1 DEDUPE
        var isKnown = await FindFirstDelivery.IsKnownAsync(db, row, ct);
        var first = isKnown ? await FindFirstDelivery.RunAsync(db, row, ct) : null;
        row.IdReused = first is not null && first.BodySha256 != row.BodySha256;
        if (first is not null && !row.IdReused)
        {
            await StoreLetter.SuppressAsync(db, row, "Duplicate", first.TicketId, ct);
            return;
        }

        if (await selfTest.RunAsync(db, letter, box, ct))
        {
            await StoreLetter.SuppressAsync(db, row, "SelfTest", null, ct);
            return;
        }

        // 3 CLASSIFY
        switch (await classify.RunAsync(db, letter, ct))
        {
            case LetterClass.Echo echo:
                await StoreLetter.SuppressAsync(db, row, "Echo", echo.TicketId, ct);
                break;
            case LetterClass.Report report:
                await store.ReportAsync(db, row, report, ct);
                break;
            case LetterClass.Letter kind:
                await JudgeAsync(db, row, box, letter, await fetched.Findings, kind.IsAutomatic, isKnown, ct);
                break;
        }
    }

    private async Task JudgeAsync(
        DeskDbContext db, MailLedger row, MailboxSettings box, LetterFacts letter, DeskFindings found, bool isAutomatic, bool hasCopies, CancellationToken ct)
    {
        // 4 AUTH
        var host = await PinnedHosts.OfAsync(db, box, ct);
        var origin = await describe.RunAsync(db, letter, found, box, host, isAutomatic, ct);
        // 5 MATCH
        var match = LetterMatcher.Decide(origin, await pointers.RunAsync(db, letter, box, ct));
        (row.Rule, row.Losers) = (match.Rule, LoserList.Write(match.Losers));
        db.LetterCopies.Add(LetterCopies.Of(letter, row.Id, origin.Basis));
        row.ForgedIds = match.Losers.Count(loser => loser.Why == LostBy.NotSigned);
        // 6 AUTHORISE
        var permission = LetterAuthorizer.Decide(origin, match);
        if (permission.Fate == LetterFate.OpenTicket && !await limits.AllowAsync(db, origin.Sender, ct))
            permission = LetterPermission.Hold(HoldReason.TooManyNew);
        // 7 STATE
        var target = match.TicketId ?? match.Hint;
        if (match is { TicketId: { } matched, Party: { } party } && await FindTarget.RunAsync(db, matched, party, ct) is var handedOn)
        {
            target = handedOn.TicketId;
            if (handedOn.IsOtherRequester && permission.Fate == LetterFate.Join)
                permission = LetterPermission.Hold(HoldReason.OtherRequester);
        }

        // 8 STORE
        var stored = await files.RunAsync(letter, ct);
        try
        {
            await store.RunAsync(db, row, new JudgedLetter(letter, origin, match, permission, target, stored, hasCopies), ct);
        }
        catch
        {
            await files.RemoveAsync(stored);
            throw;
        }
    }

    private static void Note(MailLedger row, LetterFacts letter, string bodySha256)
    {
        row.BodySha256 = bodySha256;
        row.LetterId = letter.MessageId ?? FindFirstDelivery.MadeUpId(letter, bodySha256);
        row.ThreadRoot = letter.ThreadRoot;
        row.Sender = SafeText.Line(letter.FromName.Length > 0 ? $"{letter.FromName} <{letter.FromAddress}>" : letter.FromAddress).Text;
        row.Subject = SafeText.Line(letter.Subject).Text;
    }
}
