using SupportDesk.Features.Email.SignIn;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Sending;

/// <summary>Opens the ways out for e-mails, one set for each session; whoever opened it closes it.</summary>
internal sealed class MailRoute(int sessions, Func<IEmailTransports> open) : IUseCase
{
    public MailRoute(MailSettings settings, SignInToServer signIn, DataPaths paths)
        : this(
            // No mailbox has more connections than its host allows.
            settings.Mailboxes.Where(box => box.Transport == MailTransport.Smtp).Select(box => box.Smtp.Sessions).DefaultIfEmpty(1).Min(),
            () => new EmailTransports(settings, signIn, paths))
    {
    }

    /// <summary>How many may be open at once.</summary>
    public int Sessions => sessions;

    public IEmailTransports Open() => open();
}
