namespace SupportDesk.Features.Email.SignIn;

/// <summary>There is no access token. The message holds no secret.</summary>
internal sealed class OAuthException(string message, bool isRefused, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Trying again with the same settings will not help.</summary>
    public bool IsRefused => isRefused;
}
