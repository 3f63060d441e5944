namespace SupportDesk.Features.Email.Authentication;

/// <summary>Why the desk did not check an e-mail. The names are keys of texts.</summary>
internal enum NotChecked
{
    /// <summary>The settings say so.</summary>
    Off,

    NoAuthor,

    /// <summary>Several authors prove nothing about any of them.</summary>
    ManyAuthors,

    /// <summary>Its header is beyond the limits.</summary>
    TooLarge,

    /// <summary>The parser finds no e-mail in it, or stumbled.</summary>
    Unreadable,

    /// <summary>Name servers did not answer in time.</summary>
    NoAnswer,
}

/// <summary>What the desk found out about the author of an e-mail by itself. What the mail server says of SPF comes to it later.</summary>
/// <param name="Author">The domain in From.</param>
internal sealed record DeskFindings(string Author, NotChecked? Reason = null)
{
    public static DeskFindings Without(NotChecked reason) => new("", reason);

    public DmarcFinding? Dmarc { get; init; }

    public IReadOnlyList<SignatureFinding> Signatures { get; init; } = [];

    public ArcFinding? Arc { get; init; }

    /// <summary>Domains of envelopes that speak for the author, of those that some server named.</summary>
    public IReadOnlyCollection<string> AlignedEnvelopes { get; init; } = [];

    /// <summary>Somebody whose answer could prove the author did not answer.</summary>
    public bool IsUncertain { get; init; }
}
