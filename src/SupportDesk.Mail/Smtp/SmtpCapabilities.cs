namespace SupportDesk.Mail;

/// <summary>What a server offers in its answer to EHLO, RFC 5321 section 4.1.1.1.</summary>
[Flags]
public enum SmtpCapabilities
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A size limit is announced, RFC 1870.</summary>
    Size = 1 << 0,

    /// <summary>Several commands may be sent at once, RFC 2920.</summary>
    Pipelining = 1 << 3,

    /// <summary>The client can say who it is, RFC 4954.</summary>
    Authentication = 1 << 5,

    /// <summary>Bodies may hold bytes above ASCII, RFC 6152.</summary>
    EightBitMime = 1 << 6,

    /// <summary>Addresses may hold letters above ASCII, RFC 6531.</summary>
    UTF8 = 1 << 8,

    /// <summary>STARTTLS is there, RFC 3207.</summary>
    StartTLS = 1 << 9,
}
