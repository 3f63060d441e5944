using System.Globalization;

namespace SupportDesk.Kernel;

/// <summary>
/// One spelling for all addresses that end in the same mailbox. For limits only: whoever varies the spelling must not get
/// past them. Nobody is recognised by it, since some hosts do tell these spellings apart.
/// </summary>
public static class AddressKey
{
    private static readonly IdnMapping Idn = new();

    /// <returns>Lower case, the domain in its ASCII form, without what stands behind a plus; Gmail's without dots.</returns>
    public static string Of(string address)
    {
        var text = address.Trim().ToLowerInvariant();
        var at = text.LastIndexOf('@');
        if (at <= 0)
            return text;
        var domain = Ascii(text[(at + 1)..].TrimEnd('.'));
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        var local = plus > 0 && plus < at ? text[..plus] : text[..at];
        if (domain is "gmail.com" or "googlemail.com")
            (local, domain) = (local.Replace(".", "", StringComparison.Ordinal), "gmail.com");
        return $"{local}@{domain}";
    }

    private static string Ascii(string domain)
    {
        try
        {
            return Idn.GetAscii(domain);
        }
        catch (ArgumentException)
        {
            return domain;
        }
    }
}
