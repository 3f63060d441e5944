using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.SignIn;

/// <summary>
/// Refresh tokens that an endpoint issued in place of the one in the settings: some void the old one. They lie encrypted
/// beside the keys; a new one in the settings makes them worthless.
/// </summary>
internal sealed class RefreshTokens(DataPaths paths, IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("SupportDesk.RefreshToken");

    /// <returns>The youngest refresh token; empty if there is none.</returns>
    public async Task<string> GetAsync(string mailbox, string configured, CancellationToken ct)
    {
        if (configured.Length == 0 || !File.Exists(FileOf(mailbox)))
            return configured;
        try
        {
            return protector.Unprotect(await File.ReadAllTextAsync(FileOf(mailbox), ct)).Split('\n') is [var origin, var token] && origin == Mark(configured)
                ? token
                : configured;
        }
        catch (CryptographicException)
        {
            // The keys of this folder are others now.
            return configured;
        }
    }

    public void Set(string mailbox, string configured, string issued) =>
        OwnerOnly.Replace(FileOf(mailbox), Encoding.UTF8.GetBytes(protector.Protect($"{Mark(configured)}\n{issued}")));

    // Names of mailboxes are harmless: the settings were checked.
    private string FileOf(string mailbox) => Path.Combine(paths.Keys, $"mail-{mailbox}.token");

    private static string Mark(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
