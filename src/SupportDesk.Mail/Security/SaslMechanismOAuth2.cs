using System.Text.Json;

namespace SupportDesk.Mail;

/// <summary>
/// An OAuth 2.0 access token (RFC 6749) as Gmail, Exchange Online, Yandex and Mail.ru take it: XOAUTH2, described by Google as "OAuth 2.0
/// Mechanism". A server that refuses the token first asks once more, with its reason as JSON; that is answered with an empty line, and the
/// reason's status becomes part of <see cref="AuthenticationException"/>. Only for encrypted connections.
/// </summary>
public class SaslMechanismOAuth2 : SaslMechanism
{
    private const int MaxStatus = 40;
    private string? _status;

    /// <summary>Creates the mechanism.</summary>
    /// <param name="userName">Name of the account, mostly its address.</param>
    /// <param name="accessToken">The access token, not the refresh token.</param>
    public SaslMechanismOAuth2(string userName, string accessToken) : base(userName, accessToken)
    {
    }

    /// <inheritdoc/>
    public override string MechanismName => "XOAUTH2";

    /// <inheritdoc/>
    public override bool SupportsInitialResponse => true;

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        _status = null;
    }

    internal override string? Refusal => _status;

    /// <inheritdoc/>
    protected override byte[]? Challenge(byte[] token, int startIndex, int length, CancellationToken cancellationToken)
    {
        if (!IsAuthenticated)
        {
            IsAuthenticated = true;
            return Bytes($"user={Credentials.UserName}\u0001auth=Bearer {Credentials.Password}\u0001\u0001");
        }
        _status ??= StatusOf(token.AsMemory(startIndex, length));
        return null;
    }

    /// <summary>Reads <c>{"status":"401",…}</c>; some servers send a number.</summary>
    private static string? StatusOf(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("status", out var status)) return null;
            var text = status.ValueKind == JsonValueKind.String ? status.GetString() : status.ValueKind == JsonValueKind.Number ? status.GetRawText() : null;
            return text is { Length: > 0 and <= MaxStatus } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.') ? text : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
