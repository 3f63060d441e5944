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
/// <param name="Every">How often it is looked into when nobody announces new e-mails.</param>
public sealed record MailboxView(
    string Name, string? Address, MailPurposes Purposes, bool IsFolder, DateTimeOffset? LastSuccessAt, string? LastError, DateTimeOffset? ComparedAt,
    int InMailbox, int Missing, int Gone, TimeSpan Every, LedgerCounts Counts)
{
    /// <summary>The desk neither reads it nor sends through it.</summary>
    public bool IsHeld { get; init; }

    public MailboxFault Fault => IsHeld ? MailboxFault.Stored : LastError is null ? MailboxFault.Other : MailboxFaults.Of(LastError);
}

/// <param name="Counts">Of all mailboxes.</param>
public sealed record MailView(IReadOnlyList<MailboxView> Mailboxes, LedgerCounts Counts);

/// <summary>How the mailboxes fare: nothing that came in is missing from the equation.</summary>
public sealed class ReadMailbox(IDbContextFactory<DeskDbContext> contexts, MailSettings settings) : IUseCase
{
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
            LedgerCounts.Of(counts.SelectMany(group => group)));
    }

    private MailboxView View(string name, MailboxSettings? box, MailboxState? state, LedgerCounts counts) => new(
        name, box?.Identity.Address, box?.Identity.Purposes ?? MailPurposes.None, box?.Transport == MailTransport.Folder,
        state?.LastSuccessAt, box is { IsHeld: true } ? settings.StoredTrouble : state?.LastError, state?.LastFullLookAt,
        state?.EmailsInMailbox ?? 0, state?.EmailsMissing ?? 0, state?.EmailsGone ?? 0,
        box is null ? TimeSpan.Zero : settings.PollInterval(box.Transport), counts)
    {
        IsHeld = box is { IsHeld: true },
    };
}
