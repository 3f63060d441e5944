using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>Has every e-mail of every mailbox compared with the ledger. The workers do it: each holds its mailbox open already.</summary>
internal sealed class CompareMailboxes(MailSettings settings, MailboxSignals signals) : IUseCase
{
    public Task RunAsync(CancellationToken ct)
    {
        foreach (var mailbox in settings.Mailboxes)
        {
            ct.ThrowIfCancellationRequested();
            signals.Call(mailbox.LedgerName, compare: true);
        }

        return Task.CompletedTask;
    }
}
