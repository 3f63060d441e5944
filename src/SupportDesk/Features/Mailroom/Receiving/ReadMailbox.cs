using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Data.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <param name="Fetched">All letters ever seen; always the sum of the others.</param>
public sealed record LedgerCounts(int Fetched, int Ticketed, int Held, int Suppressed, int Failed, int InWork)
{
    internal static LedgerCounts Of(IEnumerable<(LetterOutcome Outcome, int Count)> groups)
    {
        var counts = groups.GroupBy(group => group.Outcome).ToDictionary(group => group.Key, group => group.Sum(one => one.Count));
        return new LedgerCounts(counts.Values.Sum(), Count(LetterOutcome.Ticketed), Count(LetterOutcome.Held), Count(LetterOutcome.Suppressed),
            Count(LetterOutcome.Failed), Count(LetterOutcome.Claimed));

        int Count(LetterOutcome outcome) => counts.GetValueOrDefault(outcome);
    }
}

public sealed record LedgerRow(Guid Id, string? Sender, string? Subject, string Uid, LetterOutcome Outcome, string? Reason, int Attempts, bool IdReused, DateTimeOffset ReceivedAt);

/// <param name="Address">Null for a mailbox that is no longer in the settings; its letters stay in the ledger.</param>
/// <param name="Missing">Letters that the last comparison of all letters found in the mailbox and not in the ledger.</param>
/// <param name="Gone">Letters without an outcome that were taken out of the mailbox by somebody else.</param>
public sealed record MailboxView(
    string Name, string? Address, MailPurposes Purposes, bool IsFolder, DateTimeOffset? LastSuccessAt, string? LastError, DateTimeOffset? ComparedAt,
    int InMailbox, int Missing, int Gone, LedgerCounts Counts);

/// <param name="Counts">Of all mailboxes.</param>
/// <param name="Troubled">Letters on their way out that need a person.</param>
public sealed record MailroomView(
    IReadOnlyList<MailboxView> Mailboxes, LedgerCounts Counts, int Troubled, IReadOnlyList<LedgerRow> Failed, IReadOnlyList<LedgerRow> Suppressed);

/// <summary>How the mailboxes fare: nothing that came in is missing from the equation.</summary>
public sealed class ReadMailbox(IDbContextFactory<DeskDbContext> contexts, MailSettings settings)
{
    private const int Most = 50;

    public async Task<Result<MailroomView>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var states = await db.Mailboxes.AsNoTracking().ToDictionaryAsync(box => box.Mailbox, ct);
        var groups = await db.Ledger.GroupBy(row => new { row.Mailbox, row.Outcome })
            .Select(group => new { group.Key.Mailbox, group.Key.Outcome, Count = group.Count() }).ToListAsync(ct);
        var counts = groups.ToLookup(group => group.Mailbox, group => (group.Outcome, group.Count));
        var former = counts.Select(group => group.Key).Except(settings.Mailboxes.Select(box => box.LedgerName)).Order(StringComparer.Ordinal);
        return new MailroomView(
            [
                .. settings.Mailboxes.Select(box => View(box.LedgerName, box, states.GetValueOrDefault(box.LedgerName), LedgerCounts.Of(counts[box.LedgerName]))),
                .. former.Select(name => View(name, null, null, LedgerCounts.Of(counts[name]))),
            ],
            LedgerCounts.Of(counts.SelectMany(group => group)),
            await db.Outbox.CountAsync(mail => mail.State == OutboxState.Uncertain || mail.State == OutboxState.Failed, ct),
            await RowsAsync(db, LetterOutcome.Failed, ct), await RowsAsync(db, LetterOutcome.Suppressed, ct));
    }

    private static MailboxView View(string name, MailboxSettings? box, MailboxState? state, LedgerCounts counts) => new(
        name, box?.Identity.Address, box?.Identity.Purposes ?? MailPurposes.None, box?.Transport == MailTransport.Folder,
        state?.LastSuccessAt, state?.LastError, state?.LastFullLookAt,
        state?.LettersInMailbox ?? 0, state?.LettersMissing ?? 0, state?.LettersGone ?? 0, counts);

    private static Task<List<LedgerRow>> RowsAsync(DeskDbContext db, LetterOutcome outcome, CancellationToken ct) => db.Ledger.AsNoTracking()
        .Where(row => row.Outcome == outcome).OrderByDescending(row => row.ReceivedAt).Take(Most)
        .Select(row => new LedgerRow(row.Id, row.Sender, row.Subject, row.Uid, row.Outcome, row.Reason, row.Attempts, row.IdReused, row.ReceivedAt))
        .ToListAsync(ct);
}
