using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Setup;

/// <summary>
/// Puts what is stored into force when the desk starts. Settings that no longer fit to the configuration are no reason not
/// to start: the configuration alone holds then, and the page says so.
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
        try
        {
            settings.Apply(StoredMailbox.ValuesOf(row, secrets));
        }
        catch (ConfigurationException error)
        {
            log.LogError("The stored settings of the mailbox do not hold, the configuration alone does: {Reason}", error.Message);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
