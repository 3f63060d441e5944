using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Setup;

/// <summary>
/// Puts what is stored into force when the desk starts. Settings that no longer fit to the configuration, or whose passwords
/// the keys do not open, are no reason not to start: the mailbox is held then, and the page and the health page say so.
/// </summary>
internal sealed class LoadMailboxSetup(
    IDbContextFactory<DeskDbContext> contexts, MailSettings settings, MailboxSecrets secrets, ILogger<LoadMailboxSetup> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.MailboxSetups.AsNoTracking().FirstOrDefaultAsync(one => one.Mailbox == SenderIdentities.DefaultMailbox, cancellationToken);
        if (row is null)
            return;
        var stored = StoredMailbox.ValuesOf(row, secrets);
        try
        {
            settings.Apply(stored);
        }
        catch (ConfigurationException error)
        {
            var trouble = StoredMailbox.IsLocked(row, stored) ? StoredMailbox.Locked : error.Message;
            settings.Hold(stored, trouble);
            log.LogError("The stored settings of the mailbox do not hold, so its e-mails wait and none is read: {Reason}", trouble);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
