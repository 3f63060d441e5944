namespace SupportDesk.Mail;

/// <summary>Name and password in one answer, RFC 4616. Only for encrypted connections.</summary>
public class SaslMechanismPlain : SaslMechanism
{
    /// <summary>Creates the mechanism.</summary>
    /// <param name="userName">Name of the account.</param>
    /// <param name="password">Its password.</param>
    public SaslMechanismPlain(string userName, string password) : base(userName, password)
    {
    }

    /// <inheritdoc/>
    public override string MechanismName => "PLAIN";

    /// <inheritdoc/>
    public override bool SupportsInitialResponse => true;

    /// <inheritdoc/>
    protected override byte[]? Challenge(byte[] token, int startIndex, int length, CancellationToken cancellationToken)
    {
        if (IsAuthenticated) return null;
        IsAuthenticated = true;
        return Bytes($"\0{Credentials.UserName}\0{Credentials.Password}");
    }
}
