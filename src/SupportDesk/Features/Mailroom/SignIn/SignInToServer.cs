using SupportDesk.Mail;

namespace SupportDesk.Features.Mailroom.SignIn;

/// <summary>Says to a mail server who the desk is: with the password of the mailbox, or with a token (XOAUTH2).</summary>
internal sealed class SignInToServer(AccessTokens tokens)
{
    /// <exception cref="AuthenticationException">The server refused.</exception>
    /// <exception cref="OAuthException">There is no token.</exception>
    public async Task RunAsync(MailService client, MailboxSettings box, string user, string password, CancellationToken ct)
    {
        if (!box.OAuth.IsUsed)
        {
            await client.AuthenticateAsync(user, password, ct);
            return;
        }

        var token = await tokens.GetAsync(box.Name, box.OAuth, ct);
        try
        {
            await client.AuthenticateAsync(new SaslMechanismOAuth2(user, token), ct);
        }
        catch (AuthenticationException)
        {
            tokens.Refuse(box.Name, token);
            throw;
        }
    }
}
