using System.Globalization;

namespace SupportDesk.Kernel.Formatting;

/// <summary>
/// One spelling for all addresses that end in the same mailbox. For limits only: whoever varies the spelling must not get
/// past them. Nobody is recognised by it, since some hosts do tell these spellings apart.
/// </summary>
public static class AddressKey
{
    /// <returns>Lower case, the domain in its ASCII form, without what stands behind a plus; Gmail's without dots, Yandex's in one domain.</returns>
    public static string Of(string address)
    {
        var text = string.Concat(address.Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format)).Trim().ToLowerInvariant();
        var at = text.LastIndexOf('@');
        if (at <= 0)
            return text;
        // Letters and dots of other scripts become plain ones, so what stands at the edges is taken off before and after.
        var domain = Bare(DomainName.Normalize(Bare(text[(at + 1)..])).ToLowerInvariant());
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        var local = plus > 0 && plus < at ? text[..plus] : text[..at];
        if (domain is "gmail.com" or "googlemail.com")
            (local, domain) = (local.Replace(".", "", StringComparison.Ordinal), "gmail.com");
        else if (IsYandex(domain))
            (local, domain) = (local.Replace('.', '-'), "yandex.ru");
        return $"{local.Trim()}@{domain}";
    }

    // One mailbox has an address in each of its domains, and a dot is as good as a hyphen.
    private static bool IsYandex(string domain) => domain is "ya.ru" or "narod.ru" || domain.StartsWith("yandex.", StringComparison.Ordinal);

    private static string Bare(string domain)
    {
        var end = domain.Length;
        while (end > 0 && (domain[end - 1] == '.' || char.IsWhiteSpace(domain[end - 1])))
            end--;
        return domain[..end].TrimStart();
    }
}
