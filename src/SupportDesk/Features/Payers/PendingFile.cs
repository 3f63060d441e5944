using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using SupportDesk.Features.Files;

namespace SupportDesk.Features.Payers;

/// <summary>
/// A stored file travels through a form that comes back with mistakes as a sealed note. The seal is given to whoever
/// sent the file and cannot be made by anyone else, so nobody claims another's file.
/// </summary>
internal sealed class PendingFile(IDataProtectionProvider protection)
{
    private readonly ITimeLimitedDataProtector protector =
        protection.CreateProtector("SupportDesk.Payers.KeptFile").ToTimeLimitedDataProtector();

    public string Seal(Guid attachmentId) => protector.Protect(attachmentId.ToString("N"), PurgeUnsentFiles.Lifetime);

    public Guid? Open(string sealedId)
    {
        if (sealedId.Length == 0)
            return null;
        try
        {
            return Guid.ParseExact(protector.Unprotect(sealedId), "N");
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
