namespace SupportDesk.Mail;

/// <summary>The client is not connected, or not any more.</summary>
public class ServiceNotConnectedException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    public ServiceNotConnectedException(string message) : base(message)
    {
    }
}

/// <summary>The server wants to know who the client is first.</summary>
public class ServiceNotAuthenticatedException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    public ServiceNotAuthenticatedException(string message) : base(message)
    {
    }
}

/// <summary>
/// The server refused the user name, the password or the token for good, RFC 4954 section 6, RFC 5530. Neither the message nor the inner
/// exception holds a secret.
/// </summary>
public class AuthenticationException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What the server said.</param>
    /// <param name="innerException">The reply as a command error.</param>
    public AuthenticationException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}

/// <summary>TLS could not be agreed on, mostly because the certificate is not trusted.</summary>
public class SslHandshakeException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What TLS said.</param>
    public SslHandshakeException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}

/// <summary>The server refused a command; the connection is still good, unless the server announces that it ends (SMTP 421).</summary>
public abstract class CommandException : Exception
{
    private protected CommandException(string message) : base(message)
    {
    }
}

/// <summary>The server broke the protocol or the connection; the client is not connected any more.</summary>
public abstract class ProtocolException : Exception
{
    private protected ProtocolException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
