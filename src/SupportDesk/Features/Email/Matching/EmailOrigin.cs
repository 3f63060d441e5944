using SupportDesk.Data.Entities;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Matching;

/// <summary>Who wrote an e-mail and where it came in, as far as the rules ask.</summary>
internal sealed record EmailOrigin
{
    /// <summary>The address in From: the only identity, whatever Reply-To says.</summary>
    public required string Sender { get; init; }

    public SenderTrust Trust { get; init; }

    /// <summary>What that rests on, for whoever asks.</summary>
    public AuthenticationSource? Basis { get; init; }

    /// <summary>The name of the mailbox that it came into.</summary>
    public required string Mailbox { get; init; }

    public IReadOnlyCollection<string> OfficialDomains { get; init; } = [];

    /// <summary>The sender's address is that of an account of this desk.</summary>
    public bool HasAccount { get; init; }

    /// <summary>… and that account may see all tickets.</summary>
    public bool IsDeskStaff { get; init; }

    /// <summary>An address of our own stands in From.</summary>
    public bool ClaimsToBeUs { get; init; }

    public bool IsAutomatic { get; init; }

    public SpoofingSignal Signals { get; init; }

    /// <summary>Strangers may write into this mailbox.</summary>
    public bool TakesStrangers { get; init; }

    public bool IsOfficial => OfficialSender.Is(Sender, OfficialDomains);
}

internal static class OfficialSender
{
    /// <summary>An address of an official domain; a public mail host is nobody's domain.</summary>
    public static bool Is(string address, IEnumerable<string> officialDomains)
    {
        var domain = DomainName.Of(address);
        return !DomainName.IsPublicHost(domain)
            && officialDomains.Select(DomainName.Normalize).Any(official => DomainName.IsSameOrUnder(domain, official));
    }
}
