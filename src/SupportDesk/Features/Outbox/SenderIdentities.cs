namespace SupportDesk.Features.Outbox;

/// <summary>Whom an e-mail of the desk is written to. Each mailbox serves some of them.</summary>
[Flags]
public enum MailPurposes
{
    None = 0,
    Payers = 1,
    Merchants = 2,
    Provider = 4,
    All = Payers | Merchants | Provider,
}

/// <summary>Who the desk is in the e-mails of one mailbox.</summary>
/// <param name="Mailbox">The mailbox's name in the settings; rows keep it, so it must not change.</param>
/// <param name="PlusAddresses">The host delivers <c>desk+anything@…</c> to this mailbox.</param>
public sealed record SenderIdentity(string Mailbox, string Address, string Name, MailPurposes Purposes, bool PlusAddresses = false)
{
    /// <summary>False while its e-mails are only written into a folder, and reach nobody.</summary>
    public bool Leaves { get; init; } = true;

    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];
}

/// <summary>Under which address each e-mail leaves; how it leaves is the business of Email.</summary>
public sealed class SenderIdentities
{
    private volatile IReadOnlyList<SenderIdentity> all;

    public SenderIdentities(IReadOnlyList<SenderIdentity> all) => this.all = all;

    /// <summary>The mailbox of the settings <c>Mail:Address</c>, <c>Mail:Smtp</c>, <c>Mail:Imap</c>.</summary>
    public const string DefaultMailbox = "default";

    public IReadOnlyList<SenderIdentity> All => all;

    public SenderIdentity For(MailPurposes purpose) => all.First(one => (one.Purposes & purpose) != 0);

    /// <summary>The mailbox of a row; one that is no longer in the settings, or none, means the first.</summary>
    public SenderIdentity Of(string? mailbox)
    {
        var now = all;
        return now.FirstOrDefault(one => one.Mailbox == mailbox) ?? now[0];
    }

    /// <summary>The settings of the mailboxes have changed.</summary>
    internal void Replace(IReadOnlyList<SenderIdentity> next) => all = next;

    /// <summary>One of our addresses, with or without something behind a plus sign.</summary>
    public bool IsOurs(string address)
    {
        var (plus, at) = (address.IndexOf('+', StringComparison.Ordinal), address.LastIndexOf('@'));
        var bare = plus > 0 && at > plus ? address[..plus] + address[at..] : address;
        return all.Any(one =>
            one.Address.Equals(bare.Trim(), StringComparison.OrdinalIgnoreCase) || one.Address.Equals(address.Trim(), StringComparison.OrdinalIgnoreCase)
        );
    }
}
