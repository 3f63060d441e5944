using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using SupportDesk.Data.Entities;
using SupportDesk.Robokassa.Explaining;

namespace SupportDesk.Features.Settings.Shops;

/// <summary>Encrypts the passwords of shops, each to its shop: one that is copied to another row opens there nothing.</summary>
public sealed class ShopSecrets(IDataProtectionProvider protection)
{
    private readonly ConditionalWeakTable<ShopSettings, SecondPasswords> opened = [];

    public string Close(Guid shop, string password) => Protector(shop).Protect(password);

    /// <summary>The passwords, as far as they are known and the keys of this folder open them.</summary>
    public ShopPasswords Open(ShopSettings settings) =>
        new(
            Open(settings.ShopId, settings.Password1),
            Open(settings.ShopId, settings.Password2),
            Open(settings.ShopId, settings.TestPassword1),
            Open(settings.ShopId, settings.TestPassword2)
        );

    /// <summary>Password #2, live or test, which signs notifications. It is opened once for as long as its row stays in memory.</summary>
    public string? OpenPassword2(ShopSettings settings, bool isTest)
    {
        var (live, test) = opened.GetValue(settings, one => new SecondPasswords(Open(one.ShopId, one.Password2), Open(one.ShopId, one.TestPassword2)));
        return isTest ? test : live;
    }

    private string? Open(Guid shop, string? closed)
    {
        try
        {
            return closed is null ? null : Protector(shop).Unprotect(closed);
        }
        catch (CryptographicException)
        {
            // The keys were lost or replaced: the password has to be entered again.
            return null;
        }
    }

    private IDataProtector Protector(Guid shop) => protection.CreateProtector("SupportDesk.Doctor.Shop", shop.ToString("N"));

    private sealed record SecondPasswords(string? Live, string? Test);
}
