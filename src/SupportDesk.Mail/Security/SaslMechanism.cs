using System.Buffers.Text;
using System.Net;
using System.Text;

namespace SupportDesk.Mail;

/// <summary>
/// One way to say who the client is, RFC 4422. It holds the secrets of one exchange and is used by one connection at a time; both
/// <see cref="SmtpClient"/> and <see cref="ImapClient"/> begin with <see cref="Reset"/>.
/// </summary>
public abstract class SaslMechanism
{
    private const string Hidden = "********";
    private readonly HashSet<string> _responses = new(StringComparer.Ordinal);

    /// <summary>Creates a mechanism.</summary>
    /// <param name="credentials">Name and secret of the account.</param>
    protected SaslMechanism(NetworkCredential credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        Credentials = credentials;
    }

    /// <summary>Creates a mechanism.</summary>
    /// <param name="userName">Name of the account.</param>
    /// <param name="password">Its password, or what takes its place.</param>
    protected SaslMechanism(string userName, string password)
    {
        ArgumentNullException.ThrowIfNull(userName);
        ArgumentNullException.ThrowIfNull(password);
        Credentials = new NetworkCredential(userName, password);
    }

    /// <summary>Gets the name under which servers offer the mechanism, such as <c>PLAIN</c>.</summary>
    public abstract string MechanismName { get; }

    /// <summary>Gets name and secret of the account.</summary>
    public NetworkCredential Credentials { get; }

    /// <summary>Gets whether this side has said all it has to say; the server may still refuse.</summary>
    public bool IsAuthenticated { get; protected set; }

    /// <summary>Gets whether the first answer needs no question and may go with the command (RFC 4954 section 4, RFC 4959).</summary>
    public virtual bool SupportsInitialResponse => false;

    /// <summary>Answers a question of the server.</summary>
    /// <param name="token">The question in base64; null or empty before the first one. What is no base64 counts as empty.</param>
    /// <param name="cancellationToken">Not used by mechanisms that only compute.</param>
    /// <returns>The answer in base64; empty when there is nothing to say.</returns>
    public string Challenge(string? token, CancellationToken cancellationToken = default)
    {
        var question = token is { Length: > 0 } && Base64.IsValid(token) ? Convert.FromBase64String(token) : [];
        var answer = Challenge(question, 0, question.Length, cancellationToken);
        if (answer is not { Length: > 0 }) return "";
        var response = Convert.ToBase64String(answer);
        _responses.Add(response);
        return response;
    }

    /// <summary>Answers a question of the server.</summary>
    /// <param name="token">Holds the question.</param>
    /// <param name="startIndex">Where it begins.</param>
    /// <param name="length">Its length in bytes; 0 before the first one.</param>
    /// <param name="cancellationToken">Not used by mechanisms that only compute.</param>
    /// <returns>The answer; null or empty when there is nothing to say.</returns>
    protected abstract byte[]? Challenge(byte[] token, int startIndex, int length, CancellationToken cancellationToken);

    /// <summary>Begins anew.</summary>
    public virtual void Reset()
    {
        IsAuthenticated = false;
        _responses.Clear();
    }

    /// <summary>What the server said about its refusal within the exchange; null when it did not.</summary>
    internal virtual string? Refusal => null;

    /// <summary>Prepares what a server said about the end of the exchange for a message.</summary>
    internal string Explain(string text) => Refusal is { } refusal ? $"{Hide(text)} ({MechanismName} status {refusal})" : Hide(text);

    /// <summary>Hides the secrets in what a server said: some repeat what they were sent.</summary>
    internal string Hide(string text)
    {
        foreach (var response in _responses.OrderByDescending(r => r.Length)) text = text.Replace(response, Hidden, StringComparison.Ordinal);
        // A shorter secret is a part of too many words.
        return Credentials.Password.Length >= 4 ? text.Replace(Credentials.Password, Hidden, StringComparison.Ordinal) : text;
    }

    private protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
