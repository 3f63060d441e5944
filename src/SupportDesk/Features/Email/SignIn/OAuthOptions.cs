namespace SupportDesk.Features.Email.SignIn;

/// <summary>
/// How to get access tokens for a mailbox (RFC 6749) instead of a password: by a refresh token if there is one, else by
/// client credentials.
/// </summary>
public sealed class OAuthOptions
{
    /// <summary>Empty for a mailbox with a password.</summary>
    public string TokenEndpoint { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    public string RefreshToken { get; set; } = "";

    public string Scope { get; set; } = "";

    public bool IsUsed => TokenEndpoint.Length > 0;
}
