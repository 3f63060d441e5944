using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Settings.Shops;

/// <summary>What a shop may be called, here and at the provider.</summary>
internal static class ShopRules
{
    public const int LongestName = 100;

    public static Problem? WrongName(string? name) =>
        string.IsNullOrWhiteSpace(name) ? new Problem("ShopNameMissing", "Name")
        : name.Trim().Length > LongestName ? new Problem("ShopNameLong", "Name", LongestName)
        : null;

    /// <param name="shop">Whose identifier it becomes; null for a new one.</param>
    public static async Task<Problem?> WrongLoginAsync(DeskDbContext db, Guid? shop, string login, CancellationToken ct)
    {
        if (!MerchantLogins.IsValid(login))
            return new Problem("MerchantLoginWrong", "MerchantLogin");
        // In any letter case, as addresses for notifications are told apart; archived ones too, which still take theirs.
        var key = MerchantLogins.KeyOf(login);
        return await db.Shops.Where(other => other.Id != shop && other.MerchantKey == key).Select(other => other.Name).FirstOrDefaultAsync(ct) is { } taken
            ? new Problem("MerchantLoginTaken", "MerchantLogin", taken)
            : null;
    }
}
