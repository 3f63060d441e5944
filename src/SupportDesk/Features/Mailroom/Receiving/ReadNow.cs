using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>A person does not want to wait: all mailboxes are looked into at once, also those that rest after a failure.</summary>
public sealed class ReadNow(MailSettings settings, MailboxCalls calls)
{
    /// <param name="compare">Also compare every letter with the ledger.</param>
    public Result<Done> Run(bool compare, Actor actor)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        foreach (var mailbox in settings.Mailboxes)
            calls.Call(mailbox.LedgerName, compare);
        return default(Done);
    }
}
