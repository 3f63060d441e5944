namespace SupportDesk.Mail;

/// <summary>The Content-Transfer-Encoding of a part, RFC 2045 section 6.</summary>
public enum ContentEncoding
{
    /// <summary>Not said; when written, chosen by the library.</summary>
    Default,

    /// <summary>ASCII in short lines.</summary>
    SevenBit,

    /// <summary>Bytes in short lines.</summary>
    EightBit,

    /// <summary>Bytes.</summary>
    Binary,

    /// <summary>Base64.</summary>
    Base64,

    /// <summary>Quoted-printable.</summary>
    QuotedPrintable,

    /// <summary>Uuencode; read as it is, never written.</summary>
    UUEncode,
}
