namespace SupportDesk.Masking;

/// <summary>Names what was hidden. In the output it stands in lower case, as in <c>[masked:cvv]</c>. New members may be added at the end.</summary>
public enum SecretKind
{
    /// <summary>A payment card number (PAN); all but its last four digits become <c>*</c>.</summary>
    Pan,

    /// <summary>A card verification value (CVV2, CVC2, CVP2).</summary>
    Cvv,

    /// <summary>A password, such as Robokassa's Password #1, #2 or #3.</summary>
    Password,

    /// <summary>A bearer token, a JSON Web Token, credentials of an Authorization header or an API key.</summary>
    Token,

    /// <summary>The value of a Cookie or Set-Cookie header.</summary>
    Cookie,

    /// <summary>The expiry date of a card, beside its number.</summary>
    Expiry,

    /// <summary>The name of a card's holder.</summary>
    Cardholder,

    /// <summary>Track data of a magnetic stripe (ISO/IEC 7813).</summary>
    Track,

    /// <summary>An encrypted PIN block (ISO 9564) or a PIN.</summary>
    Pin,

    /// <summary>A one-time code: 3-D Secure, bank SMS, confirmation.</summary>
    Code,

    /// <summary>A private key in PEM form.</summary>
    Key,

    /// <summary>An e-mail address; the first letter and the domain stay. Personal data, off by default.</summary>
    Email,

    /// <summary>A phone number; the country and the last four digits stay. Personal data, off by default.</summary>
    Phone,

    /// <summary>Series and number of a Russian passport. Personal data, off by default.</summary>
    Passport,

    /// <summary>An insurance number (СНИЛС). Personal data, off by default.</summary>
    Snils,

    /// <summary>A person's tax number (ИНН, 12 digits). Personal data, off by default.</summary>
    Inn,

    /// <summary>An IPv4 or IPv6 address. Personal data, off by default.</summary>
    Ip,
}
