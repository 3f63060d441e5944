using SupportDesk.Features.Email.SignIn;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Sending;

internal interface IEmailTransports
{
    /// <param name="mailbox">The name of the mailbox that the e-mail leaves through.</param>
    IMailTransport For(string mailbox);
}

/// <summary>The ways out of all mailboxes, each opened when its first e-mail leaves; they live for one session of the sender.</summary>
internal sealed class EmailTransports(MailSettings settings, SignInToServer signIn, DataPaths paths) : IEmailTransports, IAsyncDisposable
{
    private readonly Dictionary<string, IMailTransport> open = [];

    public IMailTransport For(string mailbox)
    {
        if (!open.TryGetValue(mailbox, out var transport))
            open[mailbox] = transport = Create(settings.MailboxOf(mailbox));
        return transport;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var transport in open.Values.OfType<IAsyncDisposable>())
            await transport.DisposeAsync();
    }

    private IMailTransport Create(MailboxSettings box) => box.Transport == MailTransport.Folder
        ? new FolderTransport(new MaildirFolder(Path.GetFullPath(box.Outgoing, paths.Root)))
        : new SmtpTransport(box, signIn);
}
