using SupportDesk.Features.Email.SignIn;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Sending;

/// <summary>Opens the ways out for e-mails.</summary>
internal interface IEmailTransports
{
    /// <summary>How many sessions may run at once.</summary>
    int Sessions { get; }

    /// <summary>For one session of the sender, which disposes it.</summary>
    IMailTransport Open(MailboxSettings mailbox);
}

/// <inheritdoc />
internal sealed class EmailTransports(MailSettings settings, SignInToServer signIn, DataPaths paths) : IEmailTransports
{
    // No mailbox has more connections than its host allows.
    public int Sessions =>
        settings.Mailboxes.Where(box => box.Transport == MailTransport.Smtp).Select(box => box.Smtp.Sessions).DefaultIfEmpty(1).Min();

    public IMailTransport Open(MailboxSettings mailbox) =>
        mailbox.Transport == MailTransport.Folder
            ? new FolderTransport(new MaildirFolder(Path.GetFullPath(mailbox.Outgoing, paths.Root)))
            : new SmtpTransport(mailbox, signIn);
}
