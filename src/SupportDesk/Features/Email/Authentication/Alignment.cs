using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Authentication;

internal enum AlignmentResult
{
    Yes,
    No,

    /// <summary>Who owns the names in between could not be found out.</summary>
    Unavailable,
}

/// <summary>Whether a domain that was proven speaks for the one in From.</summary>
internal static class Alignment
{
    public static async Task<AlignmentResult> CheckAsync(string domain, string author, DmarcFinding dmarc, bool strict, ITxtResolver dns, CancellationToken ct)
    {
        if (domain == author)
            return AlignmentResult.Yes;
        if (strict || !DomainName.IsSameOrUnder(domain, dmarc.OrganizationalDomain))
            return AlignmentResult.No;
        if (domain == dmarc.OrganizationalDomain)
            return AlignmentResult.Yes;
        // A name below it may belong to somebody else again, who says so in a record.
        var walk = await DmarcTreeWalk.RunAsync(domain, dns, ct);
        return !walk.IsComplete ? AlignmentResult.Unavailable
            : walk.OrganizationalDomain == dmarc.OrganizationalDomain ? AlignmentResult.Yes
            : AlignmentResult.No;
    }
}
