namespace SupportDesk.Kernel;

/// <summary>Whom a letter of the desk is written to. Each mailbox serves some of them.</summary>
[Flags]
public enum MailPurposes
{
    None = 0,
    Payers = 1,
    Merchants = 2,
    Provider = 4,
    All = Payers | Merchants | Provider,
}

/// <summary>Who the desk is in the letters of one mailbox.</summary>
/// <param name="Mailbox">The mailbox's name in the settings; rows keep it, so it must not change.</param>
/// <param name="PlusAddresses">The host delivers <c>desk+anything@…</c> to this mailbox.</param>
public sealed record MailIdentity(string Mailbox, string Address, string Name, MailPurposes Purposes, bool PlusAddresses = false)
{
    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];
}

/// <summary>Under which address each letter leaves; how it leaves is the mailroom's business.</summary>
public sealed class MailIdentities(IReadOnlyList<MailIdentity> all)
{
    /// <summary>The mailbox of the settings <c>Mail:Address</c>, <c>Mail:Smtp</c>, <c>Mail:Imap</c>.</summary>
    public const string DefaultMailbox = "default";

    public IReadOnlyList<MailIdentity> All => all;

    public MailIdentity For(MailPurposes purpose) => all.First(one => (one.Purposes & purpose) != 0);

    /// <summary>The mailbox of a row; one that is no longer in the settings, or none, means the first.</summary>
    public MailIdentity Of(string? mailbox) => all.FirstOrDefault(one => one.Mailbox == mailbox) ?? all[0];

    /// <summary>One of our addresses, with or without something behind a plus sign.</summary>
    public bool IsOurs(string address)
    {
        var (plus, at) = (address.IndexOf('+', StringComparison.Ordinal), address.LastIndexOf('@'));
        var bare = plus > 0 && at > plus ? address[..plus] + address[at..] : address;
        return all.Any(one => one.Address.Equals(bare.Trim(), StringComparison.OrdinalIgnoreCase) || one.Address.Equals(address.Trim(), StringComparison.OrdinalIgnoreCase));
    }
}
