namespace SupportDesk.Features.Email;

/// <summary>The settings of the default mailbox that a person may enter on a page, as they are called inside section <c>Mail</c>.</summary>
internal static class MailboxKeys
{
    public const string Transport = "Transport";
    public const string Address = "Address";
    public const string Name = "Name";
    public const string PlusAddresses = "PlusAddresses";
    public const string ImapHost = "Imap:Host";
    public const string ImapPort = "Imap:Port";
    public const string ImapSecurity = "Imap:Security";
    public const string ImapUser = "Imap:User";
    public const string ImapPassword = "Imap:Password";
    public const string ImapFolder = "Imap:Folder";
    public const string SmtpHost = "Smtp:Host";
    public const string SmtpPort = "Smtp:Port";
    public const string SmtpSecurity = "Smtp:Security";
    public const string SmtpUser = "Smtp:User";
    public const string SmtpPassword = "Smtp:Password";

    public static IReadOnlyList<string> All { get; } =
    [
        Transport, Address, Name, PlusAddresses, ImapHost, ImapPort, ImapSecurity, ImapUser, ImapPassword, ImapFolder, SmtpHost, SmtpPort, SmtpSecurity,
        SmtpUser, SmtpPassword,
    ];
}
