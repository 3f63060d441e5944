using System.Net;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Authentication;

/// <summary>How the desk checks senders itself, as it was read at start.</summary>
/// <param name="UsesDns">False for a desk that must ask nobody.</param>
/// <param name="NameServers">Empty for those of this machine.</param>
/// <param name="TrustedSealers">Domains whose word on a forwarded e-mail is believed; lower case and punycode.</param>
public sealed record AuthenticationSettings(bool UsesDns, IReadOnlyList<IPEndPoint> NameServers, IReadOnlySet<string> TrustedSealers)
{
    private const string Off = "Off";
    private const int DnsPort = 53;

    internal static AuthenticationSettings Read(MailOptions options)
    {
        var words = options.Authentication.Dns.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var isOff = words is [var only] && only.Equals(Off, StringComparison.OrdinalIgnoreCase);
        return new AuthenticationSettings(
            !isOff,
            isOff ? [] : [.. words.Select(Server)],
            options.TrustedSealers.Select(Sealer).ToHashSet(StringComparer.Ordinal)
        );
    }

    private static IPEndPoint Server(string text)
    {
        if (!IPEndPoint.TryParse(text, out var server))
            throw SettingCheck.Wrong("Authentication:Dns", $"'{text}' is neither Off nor the IP address of a name server, with or without a port.");
        return server.Port == 0 ? new IPEndPoint(server.Address, DnsPort) : server;
    }

    private static string Sealer(string text)
    {
        var domain = DomainName.Normalize(text);
        if (!DomainName.IsHost(domain))
            throw SettingCheck.Wrong("TrustedSealers", $"'{text}' is not the domain of a mail server that forwards, such as lists.example.org.");
        return domain;
    }
}
