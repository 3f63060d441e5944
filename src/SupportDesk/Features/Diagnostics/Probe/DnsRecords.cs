namespace SupportDesk.Features.Diagnostics.Probe;

/// <summary>How the DNS answered about a name.</summary>
internal enum DnsOutcome
{
    /// <summary>It was not asked, or cannot be asked from here.</summary>
    Unknown = 0,
    Found,

    /// <summary>It has addresses, but none of IPv4.</summary>
    OnlySix,

    /// <summary>There is no such name (NXDOMAIN).</summary>
    NoSuchName,

    /// <summary>The name is another name for one that does not exist or has no address.</summary>
    Dangling,

    /// <summary>The name exists and has no address.</summary>
    NoAddress,

    /// <summary>A server answers with an error, such as SERVFAIL: the domain's own servers or its DNSSEC are broken.</summary>
    Error,

    /// <summary>Nobody answers in time.</summary>
    Silent,
}

/// <summary>What the DNS itself says about a name.</summary>
/// <param name="Text">Its records as they are written in a zone, other names first; or the error.</param>
internal sealed record DnsRecords(DnsOutcome Outcome, string? Text = null)
{
    public static DnsRecords Unknown { get; } = new(DnsOutcome.Unknown);
}
