using System.Globalization;

namespace SupportDesk.Kernel.Formatting;

/// <summary>Mail domains compared as machines compare them: lower case and punycode.</summary>
internal static class DomainName
{
    // Everybody has an address there: such a domain says nothing about who writes.
    private static readonly HashSet<string> PublicHosts = new(StringComparer.Ordinal)
    {
        "gmail.com", "googlemail.com", "mail.ru", "bk.ru", "inbox.ru", "list.ru", "internet.ru", "yandex.ru", "yandex.com", "ya.ru",
        "rambler.ru", "outlook.com", "hotmail.com", "live.com", "icloud.com", "yahoo.com", "proton.me", "protonmail.com", "vk.com",
    };

    private const int LongestName = 253;
    private static readonly IdnMapping Idn = new();

    public static string Of(string address) => Normalize(address[(address.LastIndexOf('@') + 1)..]);

    public static string Normalize(string domain)
    {
        var trimmed = domain.Trim().TrimEnd('.').ToLowerInvariant();
        return Map(trimmed, Idn.GetAscii);
    }

    /// <summary>A domain that has an address in DNS by its form: labels, at least two of them.</summary>
    public static bool TryNormalize(string text, out string domain)
    {
        domain = Normalize(text);
        return domain.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(domain) == UriHostNameType.Dns;
    }

    /// <summary>As people read it: punycode decoded.</summary>
    public static string Readable(string domain) => Map(Normalize(domain), Idn.GetUnicode);

    /// <summary>Both must be normalised.</summary>
    public static bool IsSameOrUnder(string domain, string parent) => parent.Length > 0 && domain.Length > 0
        && (domain == parent || domain.EndsWith("." + parent, StringComparison.Ordinal));

    /// <summary>One lies under the other, or both are the same.</summary>
    public static bool IsRelated(string one, string other) => IsSameOrUnder(one, other) || IsSameOrUnder(other, one);

    /// <summary>Labels that can be asked for, at least two of them.</summary>
    public static bool IsHost(string domain) => domain.Contains('.', StringComparison.Ordinal) && IsName(domain);

    public static bool IsName(string name) => name.Length is > 0 and <= LongestName
        && name.Split('.').All(label => label.Length is > 0 and <= 63 && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'));

    public static bool IsPublicHost(string domain) => PublicHosts.Contains(domain);

    /// <summary>Whether two mail addresses are the same mailbox; the case of the local part is ignored as all hosts do.</summary>
    public static bool SameAddress(string? one, string? other) => one is { Length: > 0 } && other is { Length: > 0 }
        && one[..Math.Max(one.LastIndexOf('@'), 0)].Trim().Equals(other[..Math.Max(other.LastIndexOf('@'), 0)].Trim(), StringComparison.OrdinalIgnoreCase)
        && Of(one) == Of(other);

    private static string Map(string domain, Func<string, string> map)
    {
        try
        {
            return domain.Length == 0 ? "" : map(domain);
        }
        catch (ArgumentException)
        {
            // No domain by the rules of IDNA: it stays as it was written and equals nothing official.
            return domain;
        }
    }
}
