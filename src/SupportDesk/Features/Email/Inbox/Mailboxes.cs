using SupportDesk.Features.Email.SignIn;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>The mailboxes of the settings that can be read, as they are now.</summary>
internal sealed class Mailboxes(MailSettings settings, SignInToServer signIn, DataPaths paths, TimeProvider clock, ILogger<ImapMailbox> log)
{
    public IReadOnlyList<IMailbox> All => [.. settings.Mailboxes.Where(box => !box.IsHeld).Select(Of)];

    public IMailbox Of(MailboxSettings box) => box.Transport == MailTransport.Folder
        ? new MaildirMailbox(box, new MaildirFolder(Path.GetFullPath(box.Incoming, paths.Root)), settings.PollInterval(box.Transport), clock)
        : new ImapMailbox(box, signIn, settings.PollInterval(box.Transport), clock, log);
}
