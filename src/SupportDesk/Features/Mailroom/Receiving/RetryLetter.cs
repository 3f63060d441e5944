using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>A letter that was given up is still in the mailbox: a person has it tried again.</summary>
public sealed class RetryLetter(IDbContextFactory<DeskDbContext> contexts, MailboxCalls calls, Changes changes)
{
    public async Task<Result<Done>> RunAsync(Guid ledgerId, Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var changed = await db.Ledger.Where(row => row.Id == ledgerId && row.Outcome == LetterOutcome.Failed).ExecuteUpdateAsync(row => row
            .SetProperty(r => r.Outcome, LetterOutcome.Claimed).SetProperty(r => r.Attempts, 0).SetProperty(r => r.NextTryAt, (DateTimeOffset?)null), ct);
        if (changed == 0)
            return Problem.NotFound;
        calls.Call(await db.Ledger.Where(row => row.Id == ledgerId).Select(row => row.Mailbox).FirstAsync(ct));
        changes.Publish(ledgerId);
        return default(Done);
    }
}
