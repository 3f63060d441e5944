using System.Net;
using System.Text.Json;

namespace SupportDesk.Features.Email.SignIn;

/// <param name="Lifetime">An hour if the server does not say.</param>
/// <param name="RefreshToken">Takes the place of the one that was used; null to go on with that.</param>
internal sealed record IssuedToken(string AccessToken, TimeSpan Lifetime, string? RefreshToken);

/// <summary>One question to a token endpoint (RFC 6749, sections 4.4 and 6).</summary>
internal sealed class TokenRequest(IHttpClientFactory clients)
{
    public const string ClientName = "mail-oauth";
    private const int LongestCode = 60;

    // Answers with which the endpoint says that these credentials will not do (section 5.2).
    private static readonly string[] Refusals = ["invalid_client", "invalid_grant", "unauthorized_client", "invalid_scope", "unsupported_grant_type"];

    /// <param name="refreshToken">Empty to ask by client credentials.</param>
    /// <exception cref="OAuthException">No token was issued.</exception>
    public async Task<IssuedToken> RunAsync(OAuthOptions options, string refreshToken, CancellationToken ct)
    {
        using var client = clients.CreateClient(ClientName);
        using var form = new FormUrlEncodedContent(Fields(options, refreshToken));
        try
        {
            using var answer = await client.PostAsync(new Uri(options.TokenEndpoint), form, ct);
            var text = await answer.Content.ReadAsStringAsync(ct);
            return answer.StatusCode == HttpStatusCode.OK ? Read(text) : throw Refused(answer.StatusCode, text);
        }
        catch (Exception error) when (error is HttpRequestException or JsonException || error is OperationCanceledException && !ct.IsCancellationRequested)
        {
            throw new OAuthException("The token endpoint could not be asked.", isRefused: false, error);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(OAuthOptions options, string refreshToken)
    {
        yield return new("grant_type", refreshToken.Length > 0 ? "refresh_token" : "client_credentials");
        yield return new("client_id", options.ClientId);
        if (options.ClientSecret.Length > 0)
            yield return new("client_secret", options.ClientSecret);
        if (refreshToken.Length > 0)
            yield return new("refresh_token", refreshToken);
        if (options.Scope.Length > 0)
            yield return new("scope", options.Scope);
    }

    private static IssuedToken Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        if (TextOf(json.RootElement, "access_token") is not { Length: > 0 } token)
            throw new OAuthException("The token endpoint answered without a token.", isRefused: false);
        var seconds = json.RootElement.TryGetProperty("expires_in", out var lifetime) && lifetime.TryGetSeconds() is { } said and > 0 ? said : 3600;
        return new IssuedToken(token, TimeSpan.FromSeconds(Math.Min(seconds, 366 * 86400)), TextOf(json.RootElement, "refresh_token"));
    }

    // Of the answer only the code is told: descriptions repeat what was sent.
    private static OAuthException Refused(HttpStatusCode status, string text)
    {
        string? code = null;
        try
        {
            using var json = JsonDocument.Parse(text);
            code = TextOf(json.RootElement, "error");
        }
        catch (JsonException)
        {
            // A page for people, such as that of a proxy.
        }

        var shown = code is { Length: > 0 and <= LongestCode } && code.All(letter => char.IsAsciiLetterLower(letter) || letter == '_') ? code : null;
        return new OAuthException($"The token endpoint answered {(int)status}{(shown is null ? "" : $" {shown}")}.", Refusals.Contains(shown));
    }

    private static string? TextOf(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}

file static class JsonNumbers
{
    // Some endpoints write the number as text.
    public static long? TryGetSeconds(this JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number
        : value.ValueKind == JsonValueKind.String && long.TryParse(value.GetString(), out var text) ? text
        : null;
}
