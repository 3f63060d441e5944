using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.SignIn;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Sending;

/// <summary>Where an e-mail can be found that has left although no answer came.</summary>
internal interface ISentCopies
{
    /// <returns>Those of the e-mails that certainly left. One that is not among them may have left nevertheless.</returns>
    /// <exception cref="IOException">A place cannot be reached now, and elsewhere was none of them.</exception>
    Task<IReadOnlyList<OutboxMail>> FindAsync(IReadOnlyList<OutboxMail> emails, CancellationToken ct);
}

/// <summary>Looks for each e-mail where its mailbox keeps copies.</summary>
internal sealed class SentCopies(MailSettings settings, SignInToServer signIn, DataPaths paths) : ISentCopies
{
    public async Task<IReadOnlyList<OutboxMail>> FindAsync(IReadOnlyList<OutboxMail> emails, CancellationToken ct)
    {
        var found = new List<OutboxMail>();
        IOException? trouble = null;
        foreach (var group in emails.GroupBy(email => settings.MailboxOf(email.Mailbox)).Where(group => !group.Key.IsHeld))
        {
            try
            {
                found.AddRange(await Of(group.Key).FindAsync([.. group], ct));
            }
            catch (IOException error)
            {
                // What other mailboxes can tell is not held up by one that is down.
                trouble ??= error;
            }
        }

        return trouble is null || found.Count > 0 ? found : throw new IOException(trouble.Message, trouble);
    }

    private ISentCopies Of(MailboxSettings box) => box.Transport == MailTransport.Folder
        ? new FolderCopies(new MaildirFolder(Path.GetFullPath(box.Outgoing, paths.Root)))
        : new ImapCopies(box, signIn);
}

/// <summary>An e-mail of the folder transport is its own copy: it appears whole or not at all.</summary>
internal sealed class FolderCopies(MaildirFolder outgoing) : ISentCopies
{
    public Task<IReadOnlyList<OutboxMail>> FindAsync(IReadOnlyList<OutboxMail> emails, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<OutboxMail>>([.. emails.Where(email => outgoing.Contains(FolderTransport.NameOf(email)))]);
}
