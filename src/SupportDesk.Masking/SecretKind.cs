namespace SupportDesk.Masking;

/// <summary>Names what was hidden. New members may be added at the end.</summary>
public enum SecretKind
{
    /// <summary>A payment card number; all but its last four digits become <c>*</c>.</summary>
    Pan,

    /// <summary>A card verification value (CVV2, CVC2, CVP2).</summary>
    Cvv,

    /// <summary>A password, such as Robokassa's Password #1, #2 or #3.</summary>
    Password,

    /// <summary>A bearer token, credentials of an Authorization header or an API secret.</summary>
    Token,

    /// <summary>The value of a Cookie or Set-Cookie header.</summary>
    Cookie,
}
