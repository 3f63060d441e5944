using System.Globalization;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace SupportDesk.Features.Email.SignIn;

/// <summary>Says to a mail server who the desk is: with the password of the mailbox, or with a token.</summary>
internal sealed class SignInToServer(AccessTokens tokens)
{
    /// <exception cref="AuthenticationException">The server refused; the message holds no secret.</exception>
    /// <exception cref="SmtpCommandException">The server cannot tell now.</exception>
    /// <exception cref="NotSupportedException">The server takes no such sign-in; it has been told no secret.</exception>
    /// <exception cref="OAuthException">There is no token.</exception>
    public async Task RunAsync(IMailService client, MailboxSettings box, string user, string password, CancellationToken ct)
    {
        if (!box.OAuth.IsUsed)
        {
            await TryAsync(client, ByPassword(client, user, password), user, password, ct);
            return;
        }

        // Before the token is fetched: a server that takes none need not see one.
        var isPlain = IsOffered(client, "XOAUTH2");
        if (!isPlain && !IsOffered(client, "OAUTHBEARER"))
            throw new NotSupportedException("The mail server takes no tokens (XOAUTH2, OAUTHBEARER).");
        var token = await tokens.GetAsync(box.Name, box.OAuth, ct);
        try
        {
            await TryAsync(client, isPlain ? new SaslMechanismOAuth2(user, token) : new SaslMechanismOAuthBearer(user, token), user, token, ct);
        }
        catch (AuthenticationException)
        {
            tokens.Refuse(box.Name, token);
            throw;
        }
    }

    // One mechanism and no second try: hosts lock an account after a few wrong passwords. The settings demand an encrypted connection.
    private static SaslMechanism? ByPassword(IMailService client, string user, string password) =>
        IsOffered(client, "PLAIN") ? new SaslMechanismPlain(user, password)
        : IsOffered(client, "LOGIN") ? new SaslMechanismLogin(user, password)
        : null;

    private static bool IsOffered(IMailService client, string mechanism) => client.AuthenticationMechanisms.Contains(mechanism);

    private static async Task TryAsync(IMailService client, SaslMechanism? mechanism, string user, string secret, CancellationToken ct)
    {
        try
        {
            if (mechanism is null)
                await client.AuthenticateAsync(user, secret, ct);
            else
                await client.AuthenticateAsync(mechanism, ct);
        }
        catch (AuthenticationException refusal) when (client is SmtpClient && refusal.Message is ['4', _, _, ':', ' ', .. var words])
        {
            // Nothing is wrong with the password or the token. MailKit says the code at the beginning of the message only.
            var code = (SmtpStatusCode)int.Parse(refusal.Message.AsSpan(0, 3), CultureInfo.InvariantCulture);
            throw new SmtpCommandException(SmtpErrorCode.UnexpectedStatusCode, code, EchoedSecrets.Hide(words, user, secret));
        }
        catch (AuthenticationException refusal)
        {
            // Without what is inside: that repeats what the server said.
            throw new AuthenticationException(EchoedSecrets.Hide(refusal.Message, user, secret));
        }
    }
}
