namespace SupportDesk.Kernel.Formatting;

/// <summary>The identifier of a shop in the provider's cabinet.</summary>
public static class MerchantLogins
{
    public const int Longest = 100;

    /// <summary>By which two are told apart: in any letter case they are one, as in the addresses for notifications.</summary>
    public static string KeyOf(string text) => text.ToLowerInvariant();

    /// <summary>
    /// Latin letters, digits, dots, hyphens and underscores. A blank at its end or a Russian letter in it breaks every signature,
    /// and nobody sees it.
    /// </summary>
    public static bool IsValid(string text) => text.Length is > 0 and <= Longest && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
