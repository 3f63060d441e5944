using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Setup;

/// <summary>Forgets what was entered for the default mailbox, its passwords with it: the configuration alone holds again.</summary>
internal sealed class ForgetMailbox(IDbContextFactory<DeskDbContext> contexts, MailSettings settings, MailboxTurn turn, TimeProvider clock) : IUseCase
{
    public async Task<Result<Unit>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (!SaveMailbox.Allows(actor))
            return Problem.NotFound;
        return await turn.RunAsync(() => ForgetAsync(actor, ct), ct);
    }

    private async Task<Unit> ForgetAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        // The write lock first: of two who forget, the second finds nothing left.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.MailboxSetups.FirstOrDefaultAsync(one => one.Mailbox == SenderIdentities.DefaultMailbox, ct) is { } row)
        {
            db.MailboxSetups.Remove(row);
            db.AddAudit(actor, clock, "mail.forget", row.Address);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        settings.Apply(StoredMailbox.Nothing);
        return default;
    }
}
