using System.Globalization;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Email.Setup;

/// <summary>A row as values of section <c>Mail</c>.</summary>
internal static class StoredMailbox
{
    public const string Locked = "the keys of the data directory do not open the stored passwords.";

    public static IReadOnlyDictionary<string, string> Nothing { get; } = new Dictionary<string, string>();

    /// <param name="values">Of the same row.</param>
    /// <returns>Whether a password is stored that the keys of this folder do not open.</returns>
    public static bool IsLocked(MailboxSetup row, IReadOnlyDictionary<string, string> values) =>
        row.ImapPassword is not null && !values.ContainsKey(MailboxKeys.ImapPassword)
        || row.SmtpPassword is not null && !values.ContainsKey(MailboxKeys.SmtpPassword);

    /// <returns>What is empty is left out: there the defaults hold.</returns>
    public static IReadOnlyDictionary<string, string> ValuesOf(MailboxSetup row, MailboxSecrets secrets) => new Dictionary<string, string?>
    {
        [MailboxKeys.Transport] = nameof(MailTransport.Smtp),
        [MailboxKeys.Address] = row.Address,
        [MailboxKeys.Name] = row.Name,
        [MailboxKeys.PlusAddresses] = row.PlusAddresses ? "true" : "false",
        [MailboxKeys.ImapHost] = row.ImapHost,
        [MailboxKeys.ImapPort] = row.ImapPort.ToString(CultureInfo.InvariantCulture),
        [MailboxKeys.ImapSecurity] = row.ImapSecurity,
        [MailboxKeys.ImapUser] = row.ImapUser,
        [MailboxKeys.ImapPassword] = secrets.Open(row.Mailbox, MailboxSecrets.Imap, row.ImapPassword),
        [MailboxKeys.ImapFolder] = row.ImapFolder,
        [MailboxKeys.SmtpHost] = row.SmtpHost,
        [MailboxKeys.SmtpPort] = row.SmtpPort.ToString(CultureInfo.InvariantCulture),
        [MailboxKeys.SmtpSecurity] = row.SmtpSecurity,
        [MailboxKeys.SmtpUser] = row.SmtpUser,
        [MailboxKeys.SmtpPassword] = secrets.Open(row.Mailbox, MailboxSecrets.Smtp, row.SmtpPassword),
    }.Where(pair => !string.IsNullOrEmpty(pair.Value)).ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal);
}
