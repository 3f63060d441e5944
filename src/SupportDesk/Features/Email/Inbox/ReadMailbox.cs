using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <param name="Fetched">All e-mails ever seen; always the sum of the others.</param>
public sealed record LedgerCounts(int Fetched, int Ticketed, int Suspended, int Suppressed, int Failed, int InWork)
{
    internal static LedgerCounts Of(IEnumerable<(EmailOutcome Outcome, int Count)> groups)
    {
        var counts = groups.GroupBy(group => group.Outcome).ToDictionary(group => group.Key, group => group.Sum(one => one.Count));
        return new LedgerCounts(counts.Values.Sum(), Count(EmailOutcome.Ticketed), Count(EmailOutcome.Suspended), Count(EmailOutcome.Suppressed),
            Count(EmailOutcome.Failed), Count(EmailOutcome.Claimed));

        int Count(EmailOutcome outcome) => counts.GetValueOrDefault(outcome);
    }
}

public sealed record LedgerRow(
    Guid Id,
    string? Sender,
    string? Subject,
    string Uid,
    EmailOutcome Outcome,
    string? Reason,
    int Attempts,
    bool IdReused,
    DateTimeOffset ReceivedAt
);

/// <param name="Address">Null for a mailbox that is no longer in the settings; its e-mails stay in the ledger.</param>
/// <param name="Missing">E-mails that the last comparison of all e-mails found in the mailbox and not in the ledger.</param>
/// <param name="Gone">E-mails without an outcome that were taken out of the mailbox by somebody else.</param>
public sealed record MailboxView(
    string Name, string? Address, MailPurposes Purposes, bool IsFolder, DateTimeOffset? LastSuccessAt, string? LastError, DateTimeOffset? ComparedAt,
    int InMailbox, int Missing, int Gone, LedgerCounts Counts);

/// <param name="Counts">Of all mailboxes.</param>
/// <param name="Troubled">E-mails on their way out that need a person.</param>
public sealed record MailView(
    IReadOnlyList<MailboxView> Mailboxes, LedgerCounts Counts, int Troubled, IReadOnlyList<LedgerRow> Failed, IReadOnlyList<LedgerRow> Suppressed);

/// <summary>How the mailboxes fare: nothing that came in is missing from the equation.</summary>
public sealed class ReadMailbox(IDbContextFactory<DeskDbContext> contexts, MailSettings settings) : IUseCase
{
    private const int Most = 50;

    public async Task<Result<MailView>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var states = await db.Mailboxes.AsNoTracking().ToDictionaryAsync(box => box.Mailbox, ct);
        var groups = await db.Ledger.GroupBy(row => new { row.Mailbox, row.Outcome })
            .Select(group => new { group.Key.Mailbox, group.Key.Outcome, Count = group.Count() }).ToListAsync(ct);
        var counts = groups.ToLookup(group => group.Mailbox, group => (group.Outcome, group.Count));
        var former = counts.Select(group => group.Key).Except(settings.Mailboxes.Select(box => box.LedgerName)).Order(StringComparer.Ordinal);
        return new MailView(
            [
                .. settings.Mailboxes.Select(box =>
                    View(box.LedgerName, box, states.GetValueOrDefault(box.LedgerName), LedgerCounts.Of(counts[box.LedgerName]))
                ),
                .. former.Select(name => View(name, null, null, LedgerCounts.Of(counts[name]))),
            ],
            LedgerCounts.Of(counts.SelectMany(group => group)),
            await db.Outbox.CountAsync(mail => mail.State == OutboxState.Uncertain || mail.State == OutboxState.Failed, ct),
            await RowsAsync(db, EmailOutcome.Failed, ct), await RowsAsync(db, EmailOutcome.Suppressed, ct));
    }

    private static MailboxView View(string name, MailboxSettings? box, MailboxState? state, LedgerCounts counts) => new(
        name, box?.Identity.Address, box?.Identity.Purposes ?? MailPurposes.None, box?.Transport == MailTransport.Folder,
        state?.LastSuccessAt, state?.LastError, state?.LastFullLookAt,
        state?.EmailsInMailbox ?? 0, state?.EmailsMissing ?? 0, state?.EmailsGone ?? 0, counts);

    private static Task<List<LedgerRow>> RowsAsync(DeskDbContext db, EmailOutcome outcome, CancellationToken ct) => db.Ledger.AsNoTracking()
        .Where(row => row.Outcome == outcome).OrderByDescending(row => row.ReceivedAt).Take(Most)
        .Select(row => new LedgerRow(row.Id, row.Sender, row.Subject, row.Uid, row.Outcome, row.Reason, row.Attempts, row.IdReused, row.ReceivedAt))
        .ToListAsync(ct);
}
