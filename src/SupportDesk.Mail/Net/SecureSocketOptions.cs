namespace SupportDesk.Mail;

/// <summary>How a connection is encrypted, RFC 8314 and RFC 3207. TLS versions and ciphers are the system's.</summary>
public enum SecureSocketOptions
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>TLS at once on the ports 465 and 993, else STARTTLS. It never falls back to a plain connection.</summary>
    Auto,

    /// <summary>TLS at once.</summary>
    SslOnConnect,

    /// <summary>STARTTLS; a server that does not offer it is refused.</summary>
    StartTls,

    /// <summary>STARTTLS when the server offers it, else a plain connection. Whoever sits between can take the offer away.</summary>
    StartTlsWhenAvailable,
}
