namespace SupportDesk.Features.Email.Authentication;

/// <summary>What came of one signature. The names, in lower case, are keys of texts.</summary>
internal enum SignatureResult
{
    Pass,

    /// <summary>Right, but it covers the beginning of the e-mail only: anybody could have added to it.</summary>
    Partial,

    /// <summary>Right, but the domain says that it only tries signing out.</summary>
    Testing,

    /// <summary>The e-mail was changed after it had been signed, or the signature was made with another key.</summary>
    Fail,

    Expired,

    /// <summary>The domain has withdrawn the key.</summary>
    Revoked,

    NoKey,

    ShortKey,

    BadKey,

    /// <summary>Made with SHA-1, which can be forged.</summary>
    Sha1,

    Malformed,

    /// <summary>Nobody answered who knows the key.</summary>
    Unavailable,
}

/// <param name="Domain">The domain that signed; as machines write it, empty if none can be read.</param>
internal sealed record SignatureFinding(string Domain, SignatureResult Result, bool Aligned = false);
