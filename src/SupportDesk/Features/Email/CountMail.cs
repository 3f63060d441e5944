using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Inbox;
using SupportDesk.Features.Email.SelfTest;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email;

/// <summary>A mailbox that cannot be read at the moment.</summary>
public sealed record DownMailbox(string Address, MailboxFault Fault, string Error, DateTimeOffset? LastSuccessAt);

/// <summary>What of the mail needs a person.</summary>
/// <param name="Outgoing">E-mails that failed, or of which nobody knows whether they arrived.</param>
/// <param name="Held">E-mails that wait for a decision.</param>
/// <param name="Unread">E-mails that could not be read.</param>
/// <param name="Tests">Mailboxes whose last self-test found that something does not work.</param>
public sealed record MailCounts(int Outgoing, int Held, int Unread, int Tests, IReadOnlyList<DownMailbox> Down)
{
    public int Mailboxes => Unread + Down.Count;
}

/// <summary>Counts what needs a person, which is little: its cost does not grow with the mail that is dealt with.</summary>
public sealed class CountMail(IDbContextFactory<DeskDbContext> contexts, MailSettings settings, ReadSelfTests tests) : IUseCase
{
    public async Task<Result<MailCounts>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var tested = await tests.RunAsync(actor, ct);
        var down = await db.Mailboxes.AsNoTracking().Where(box => box.LastError != null).ToDictionaryAsync(box => box.Mailbox, ct);
        return new MailCounts(
            await db.Outbox.CountAsync(mail => mail.State == OutboxState.Uncertain || mail.State == OutboxState.Failed, ct),
            await db.SuspendedEmails.CountAsync(email => email.State == SuspendedState.Waiting, ct),
            await db.Ledger.CountAsync(row => row.Outcome == EmailOutcome.Failed, ct),
            tested.Ok ? tested.Value.Count(box => box.Last is { IsOver: true } last && last.Steps.Any(step => step.State == SelfTestState.Bad)) : 0,
            [
                .. settings.Mailboxes.Where(box => box.IsHeld).Select(box => new DownMailbox(
                    box.Identity.Address, MailboxFault.Stored, settings.StoredTrouble ?? "", down.GetValueOrDefault(box.LedgerName)?.LastSuccessAt)),
                .. settings.Mailboxes.Where(box => !box.IsHeld && down.ContainsKey(box.LedgerName)).Select(box => (box, state: down[box.LedgerName]))
                    .Select(one => new DownMailbox(
                        one.box.Identity.Address, MailboxFaults.Of(one.state.LastError!), one.state.LastError!, one.state.LastSuccessAt)),
            ]);
    }
}
