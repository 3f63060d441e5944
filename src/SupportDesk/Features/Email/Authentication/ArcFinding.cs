using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Email.Authentication;

/// <summary>What came of the chain of those who forwarded an e-mail. The names, in lower case, are keys of texts.</summary>
internal enum ArcResult
{
    Pass,

    /// <summary>The last one who sealed it is not among those whom an administrator trusts.</summary>
    Untrusted,

    /// <summary>The chain holds, and says of the author nothing that helps.</summary>
    Unhelpful,

    Fail,

    Unavailable,
}

/// <param name="Sealer">Who sealed it last.</param>
/// <param name="Trust">How far a trusted one found the author proven.</param>
internal sealed record ArcFinding(string Sealer, ArcResult Result, SenderTrust Trust = SenderTrust.None);
