using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>A person does not want to wait: all mailboxes are looked into at once, also those that rest after a failure.</summary>
public sealed class FetchNow(MailSettings settings, MailboxSignals signals) : IUseCase
{
    /// <param name="compare">Also compare every e-mail with the ledger.</param>
    public Result<Unit> Run(bool compare, Actor actor)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        foreach (var mailbox in settings.Mailboxes)
            signals.Call(mailbox.LedgerName, compare);
        return default(Unit);
    }
}
