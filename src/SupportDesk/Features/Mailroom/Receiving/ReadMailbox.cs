using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Data.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <param name="Fetched">All letters ever seen; always the sum of the others.</param>
public sealed record LedgerCounts(int Fetched, int Ticketed, int Held, int Suppressed, int Failed, int InWork);

public sealed record LedgerRow(Guid Id, string? Sender, string? Subject, string Uid, LetterOutcome Outcome, string? Reason, int Attempts, bool IdReused, DateTimeOffset ReceivedAt);

/// <param name="Troubled">Letters on their way out that need a person.</param>
public sealed record MailboxView(
    string Name, bool IsFolder, DateTimeOffset? LastSuccessAt, string? LastError, DateTimeOffset? LastErrorAt, LedgerCounts Counts, int Troubled,
    IReadOnlyList<LedgerRow> Failed, IReadOnlyList<LedgerRow> Suppressed);

/// <summary>How the mailbox fares: nothing that came in is missing from the equation.</summary>
public sealed class ReadMailbox(IDbContextFactory<DeskDbContext> contexts, IMailbox mailbox, MailSettings settings)
{
    private const int Most = 50;

    public async Task<Result<MailboxView>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var state = await db.Mailboxes.AsNoTracking().FirstOrDefaultAsync(box => box.Mailbox == mailbox.Name, ct);
        var counts = await db.Ledger.GroupBy(row => row.Outcome).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        return new MailboxView(
            mailbox.Name, settings.Options.Transport == MailTransport.Folder, state?.LastSuccessAt, state?.LastError, state?.LastErrorAt,
            new LedgerCounts(counts.Values.Sum(), Of(LetterOutcome.Ticketed), Of(LetterOutcome.Held), Of(LetterOutcome.Suppressed), Of(LetterOutcome.Failed), Of(LetterOutcome.Claimed)),
            await db.Outbox.CountAsync(mail => mail.State == OutboxState.Uncertain || mail.State == OutboxState.Failed, ct),
            await RowsAsync(db, LetterOutcome.Failed, ct), await RowsAsync(db, LetterOutcome.Suppressed, ct));

        int Of(LetterOutcome outcome) => counts.GetValueOrDefault(outcome);
    }

    private static Task<List<LedgerRow>> RowsAsync(DeskDbContext db, LetterOutcome outcome, CancellationToken ct) => db.Ledger.AsNoTracking()
        .Where(row => row.Outcome == outcome).OrderByDescending(row => row.ReceivedAt).Take(Most)
        .Select(row => new LedgerRow(row.Id, row.Sender, row.Subject, row.Uid, row.Outcome, row.Reason, row.Attempts, row.IdReused, row.ReceivedAt))
        .ToListAsync(ct);
}
