using System.Text.Json;
using SupportDesk.Features.Email.SignIn;
using SupportDesk.Features.Outbox;

namespace SupportDesk.Features.Email;

/// <summary>One mailbox as it was checked at start.</summary>
/// <param name="AuthservId">Empty when no host is trusted.</param>
/// <param name="Incoming">Maildir that e-mails are read from, with <see cref="MailTransport.Folder"/>.</param>
/// <param name="Outgoing">Maildir that e-mails are written to, with <see cref="MailTransport.Folder"/>.</param>
public sealed record MailboxSettings(
    SenderIdentity Identity, MailTransport Transport, string AuthservId, string Incoming, string Outgoing, SmtpOptions Smtp, ImapOptions Imap,
    OAuthOptions OAuth)
{
    /// <summary>Received files stay in the Maildir, unmasked.</summary>
    public bool KeepsReceived { get; init; }

    /// <summary>What is stored for it cannot be used: nothing leaves through it and nothing is read until a person has mended that.</summary>
    public bool IsHeld { get; init; }

    public string Name => Identity.Mailbox;

    /// <summary>What must stand in no log and on no page.</summary>
    public IEnumerable<string> Secrets => new[] { Smtp.Password, Imap.Password, OAuth.ClientSecret, OAuth.RefreshToken }.Where(secret => secret.Length > 0);

    /// <summary>Names the mailbox in the ledger: what was read from another account is another mailbox.</summary>
    public string LedgerName => Transport == MailTransport.Smtp ? $"imap:{Imap.User}@{Imap.Host}/{Imap.Folder}"
        : "folder:" + (Name == SenderIdentities.DefaultMailbox ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Incoming)) : Name);

    internal MailboxSettings Held() => this with { IsHeld = true, Transport = MailTransport.Smtp, Identity = Identity with { Leaves = false } };

    /// <summary>The servers are plain objects, so their words are compared.</summary>
    internal bool SaysTheSame(MailboxSettings other) => JsonSerializer.Serialize(this) == JsonSerializer.Serialize(other);
}
