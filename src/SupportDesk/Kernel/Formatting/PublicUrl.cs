using System.Net;
using System.Net.Sockets;

namespace SupportDesk.Kernel.Formatting;

/// <summary>Whether an address is one that the provider can reach from outside, as far as its text tells.</summary>
public static class PublicUrl
{
    private static readonly string[] LocalNames = ["localhost", "local", "internal", "lan", "home", "localdomain"];

    // Networks that nobody outside can reach: RFC 1122, 1918, 3927, 6598, 6890, 2544, 4193, 4291. The last ones hold IPv4 addresses in IPv6
    // ones: 6to4, Teredo, NAT64 with its local prefix (RFC 8215), IPv4-translated (RFC 2765).
    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("224.0.0.0/3"),
        IPNetwork.Parse("::/96"),
        IPNetwork.Parse("fc00::/7"),
        IPNetwork.Parse("fe80::/10"),
        IPNetwork.Parse("ff00::/8"),
        IPNetwork.Parse("2002::/16"),
        IPNetwork.Parse("2001::/32"),
        IPNetwork.Parse("64:ff9b::/96"),
        IPNetwork.Parse("64:ff9b:1::/48"),
        IPNetwork.Parse("::ffff:0:0:0/96"),
    ];

    public static Problem? Wrong(string text)
    {
        var plain = text.Trim();
        if (plain.Length > 2000 || plain.Any(char.IsWhiteSpace) || !Uri.TryCreate(plain, UriKind.Absolute, out var url) || url.Host.Length == 0)
            return new Problem("UrlNotAbsolute");
        if (url.Scheme is not ("http" or "https"))
            return new Problem("UrlScheme", null, url.Scheme);
        if (url.UserInfo.Length > 0)
            return new Problem("UrlCredentials");
        if (url.Fragment.Length > 0)
            return new Problem("UrlFragment");
        return IsLocal(url.DnsSafeHost) ? new Problem("UrlLocal", null, url.Host) : null;
    }

    // Uri has already turned 0x7f000001, 2130706433 and 127.1 into dotted numbers.
    internal static bool IsLocal(string host)
    {
        if (!IPAddress.TryParse(host, out var address))
        {
            var labels = host.TrimEnd('.').Split('.');
            return labels.Length == 1 || LocalNames.Contains(labels[^1], StringComparer.OrdinalIgnoreCase);
        }

        return IsLocal(address);
    }

    /// <summary>Whether nobody outside its own network can reach it.</summary>
    public static bool IsLocal(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return IPAddress.IsLoopback(address) || address.Equals(IPAddress.IPv6Any)
            || Private.Any(network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address))
            || address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv6SiteLocal: true };
    }
}
