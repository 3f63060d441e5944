namespace SupportDesk.Mail;

/// <summary>
/// First the name, then the password, as draft-murchison-sasl-login describes it. It is obsolete and still the only one that some servers
/// offer. Only for encrypted connections.
/// </summary>
public class SaslMechanismLogin : SaslMechanism
{
    private bool _hasSentName;

    /// <summary>Creates the mechanism.</summary>
    /// <param name="userName">Name of the account.</param>
    /// <param name="password">Its password.</param>
    public SaslMechanismLogin(string userName, string password) : base(userName, password)
    {
    }

    /// <inheritdoc/>
    public override string MechanismName => "LOGIN";

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        _hasSentName = false;
    }

    /// <inheritdoc/>
    protected override byte[]? Challenge(byte[] token, int startIndex, int length, CancellationToken cancellationToken)
    {
        if (IsAuthenticated) return null;
        if (_hasSentName)
        {
            IsAuthenticated = true;
            return Bytes(Credentials.Password);
        }
        _hasSentName = true;
        return Bytes(Credentials.UserName);
    }
}
