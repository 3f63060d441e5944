using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace SupportDesk.Features.Email.Setup;

/// <summary>Encrypts the passwords of a mailbox, each to its mailbox and server: one that is copied elsewhere opens there nothing.</summary>
internal sealed class MailboxSecrets(IDataProtectionProvider protection)
{
    public const string Imap = "imap";
    public const string Smtp = "smtp";

    public string Close(string mailbox, string server, string password) => Protector(mailbox, server).Protect(password);

    /// <returns>Null if there is none, or the keys of this folder do not open it: then it has to be entered again.</returns>
    public string? Open(string mailbox, string server, string? closed)
    {
        try
        {
            return closed is null ? null : Protector(mailbox, server).Unprotect(closed);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Protector(string mailbox, string server) => protection.CreateProtector("SupportDesk.Mail.Mailbox", mailbox, server);
}
