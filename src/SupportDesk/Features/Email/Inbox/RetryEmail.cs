using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>An e-mail that was given up is still in the mailbox: a person has it tried again.</summary>
public sealed class RetryEmail(IDbContextFactory<DeskDbContext> contexts, MailboxSignals signals, ChangeFeed changes) : IUseCase
{
    public async Task<Result<Unit>> RunAsync(Guid ledgerId, Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var changed = await db.Ledger.Where(row => row.Id == ledgerId && row.Outcome == EmailOutcome.Failed).ExecuteUpdateAsync(row => row
            .SetProperty(r => r.Outcome, EmailOutcome.Claimed).SetProperty(r => r.Attempts, 0).SetProperty(r => r.NextTryAt, (DateTimeOffset?)null), ct);
        if (changed == 0)
            return Problem.NotFound;
        signals.Call(await db.Ledger.Where(row => row.Id == ledgerId).Select(row => row.Mailbox).FirstAsync(ct));
        changes.Publish(ChangeKind.Email, ledgerId);
        return default(Unit);
    }
}
