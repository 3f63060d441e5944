using Quartz;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>Each night every letter of every mailbox is compared with the ledger. The workers do it: each holds its mailbox open already.</summary>
[DisallowConcurrentExecution]
internal sealed class CompareMailboxesJob(MailSettings settings, MailboxCalls calls) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (var mailbox in settings.Mailboxes)
            calls.Call(mailbox.LedgerName, compare: true);
        return ValueTask.CompletedTask;
    }
}
