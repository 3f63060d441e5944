using Microsoft.AspNetCore.DataProtection;

namespace SupportDesk.Features.Outbox;

/// <summary>
/// Encrypts the body of an e-mail that waits. It may hold a private link, and what was once written to a database stays in its
/// logs and backups after the row has been emptied.
/// </summary>
public sealed class BodySeal(IDataProtectionProvider protection)
{
    // Rows of an earlier version are plain.
    private const string Mark = "sealed:";
    private readonly IDataProtector protector = protection.CreateProtector("SupportDesk.Outbox.Body");

    public string Close(string body) => body.Length == 0 ? "" : Mark + protector.Protect(body);

    /// <exception cref="System.Security.Cryptography.CryptographicException">The keys that closed it are gone.</exception>
    public string Open(string stored) => stored.StartsWith(Mark, StringComparison.Ordinal) ? protector.Unprotect(stored[Mark.Length..]) : stored;
}
