using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email;

/// <summary>Takes the mailboxes out of section <c>Mail</c>: each purpose is served by exactly one.</summary>
internal static class CheckMailboxes
{
    private const string DefaultAddress = "desk@supportdesk.localhost";
    private const string DefaultName = "SupportDesk";

    /// <param name="options">The default mailbox.</param>
    /// <param name="others">Those with a name. It stays in the rows of their e-mails, so it must not change.</param>
    /// <exception cref="ConfigurationException">A setting cannot be; the message names it.</exception>
    public static IReadOnlyList<MailboxSettings> Run(MailOptions options, IReadOnlyDictionary<string, MailboxOptions> others)
    {
        var named = others.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => Named(pair.Key, pair.Value, options)).ToList();
        foreach (var purpose in (MailPurposes[])[MailPurposes.Payers, MailPurposes.Merchants, MailPurposes.Provider])
        {
            if (named.Where(box => box.Identity.Purposes.HasFlag(purpose)).Skip(1).FirstOrDefault() is { } second)
                throw SettingCheck.Wrong($"Mailboxes:{second.Name}:Purpose", $"another mailbox serves {purpose} already.");
        }

        var left = named.Aggregate(MailPurposes.All, (rest, box) => rest & ~box.Identity.Purposes);
        var transport = options.Transport ?? MailTransport.Folder;
        // Without a server of its own there is no default mailbox, provided that nobody misses it.
        var hasDefault = named.Count == 0 || left != MailPurposes.None || transport == MailTransport.Folder || options.Imap.Host.Length > 0;
        IReadOnlyList<MailboxSettings> all =
            hasDefault ? [Build(SenderIdentities.DefaultMailbox, "", options, options, left), .. named] : named;
        if (all.GroupBy(box => box.LedgerName).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw SettingCheck.Wrong("Mailboxes", $"{string.Join(" and ", twice.Select(box => box.Name))} read the same e-mails.");
        return all;
    }

    private static MailboxSettings Named(string name, MailboxOptions options, MailOptions shared)
    {
        if (
            name is "" or SenderIdentities.DefaultMailbox
            || name.Length > 40
            || !name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
        )
            throw SettingCheck.Wrong(
                $"Mailboxes:{name}",
                $"a name has up to 40 small letters, digits and hyphens and is not '{SenderIdentities.DefaultMailbox}'."
            );
        if (options.Purpose == MailPurposes.None)
            throw SettingCheck.Wrong($"Mailboxes:{name}:Purpose", "it says to whom this mailbox writes: Payers, Merchants, Provider.");
        if (options.Address.Length == 0)
            throw SettingCheck.Wrong($"Mailboxes:{name}:Address", "it is empty.");
        return Build(name, $"Mailboxes:{name}:", options, shared, options.Purpose);
    }

    private static MailboxSettings Build(string name, string prefix, MailboxOptions options, MailOptions shared, MailPurposes purposes)
    {
        var address = options.Address.Length > 0 ? options.Address : DefaultAddress;
        if (!EmailAddress.IsValid(address))
            throw SettingCheck.Wrong(prefix + "Address", $"'{address}' is not a mail address.");
        var transport = options.Transport ?? shared.Transport ?? MailTransport.Folder;
        if (transport == MailTransport.Smtp)
            CheckServers(prefix, options);
        var place = name == SenderIdentities.DefaultMailbox ? "mail" : $"mail/{name}";
        return new MailboxSettings(
            new SenderIdentity(name, address, options.Name ?? shared.Name ?? DefaultName, purposes, options.PlusAddresses)
            {
                Leaves = transport != MailTransport.Folder,
            },
            transport, (options.AuthservId ?? shared.AuthservId ?? "").Trim(),
            options.Folder.Incoming ?? place + "/in", options.Folder.Outgoing ?? place + "/out", options.Smtp, options.Imap, options.OAuth)
        {
            KeepsReceived = options.Folder.KeepReceived,
        };
    }

    private static void CheckServers(string prefix, MailboxOptions options)
    {
        var hasTokens = options.OAuth.IsUsed;
        if (hasTokens)
            SettingCheck.TokenEndpoint(prefix + "OAuth", options.OAuth);
        SettingCheck.Server(
            prefix + "Smtp",
            options.Smtp.Host,
            options.Smtp.Port,
            options.Smtp.Security,
            options.Smtp.User,
            hasTokens || options.Smtp.Password.Length > 0
        );
        SettingCheck.Server(
            prefix + "Imap",
            options.Imap.Host,
            options.Imap.Port,
            options.Imap.Security,
            options.Imap.User,
            hasTokens || options.Imap.Password.Length > 0
        );
        SettingCheck.Range(prefix + "Smtp:Sessions", options.Smtp.Sessions, 1, 20);
        if (options.Imap.User.Length == 0)
            throw SettingCheck.Wrong(prefix + "Imap:User", "it is empty, and a mailbox belongs to somebody.");
        if (options.Imap.Folder.Length == 0 || options.Imap.Folder == options.Imap.Processed)
            throw SettingCheck.Wrong(prefix + "Imap:Folder", $"it must be named and must differ from {MailSettings.Section}:{prefix}Imap:Processed.");
    }
}
