using System.Collections.Concurrent;

namespace SupportDesk.Features.Email.SignIn;

/// <summary>
/// The access tokens of the mailboxes, in memory until shortly before they expire. While one cannot be renewed the old one
/// is used as long as it lasts, and the health page says so.
/// </summary>
internal sealed class AccessTokens(TokenRequest request, RefreshTokens refreshTokens, TimeProvider clock, ILogger<AccessTokens> log) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Suspended> held = new(StringComparer.Ordinal);

    /// <summary>Mailboxes whose token could not be had or renewed at the last try.</summary>
    public int Troubled => held.Values.Count(one => one.IsTroubled);

    /// <exception cref="OAuthException">There is no token that is still good.</exception>
    public async Task<string> GetAsync(string mailbox, OAuthOptions options, CancellationToken ct)
    {
        var token = held.GetOrAdd(mailbox, _ => new Suspended());
        await token.Gate.WaitAsync(ct);
        try
        {
            var now = clock.GetUtcNow();
            if (token.Value is { } fresh && now < token.RenewAt)
                return fresh;
            await RenewAsync(mailbox, options, token, now, ct);
            return token.Value!;
        }
        finally
        {
            token.Gate.Release();
        }
    }

    /// <summary>The mail server did not accept the token: the next sign-in gets another one.</summary>
    public void Refuse(string mailbox, string accessToken)
    {
        if (held.TryGetValue(mailbox, out var token) && token.Value == accessToken)
            (token.Value, token.IsTroubled) = (null, true);
    }

    public void Dispose()
    {
        foreach (var token in held.Values)
            token.Gate.Dispose();
    }

    private async Task RenewAsync(string mailbox, OAuthOptions options, Suspended token, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            var refresh = token.Refresh ?? await refreshTokens.GetAsync(mailbox, options.RefreshToken, ct);
            // The endpoint may void the old refresh token with its answer: neither the answer nor the writing is broken off.
            var issued = await request.RunAsync(options, refresh, CancellationToken.None);
            var early = issued.Lifetime / 2 < Margin ? issued.Lifetime / 2 : Margin;
            (token.Value, token.ExpiresAt, token.RenewAt, token.IsTroubled) = (issued.AccessToken, now + issued.Lifetime, now + issued.Lifetime - early, false);
            if (refresh.Length > 0 && issued.RefreshToken is { Length: > 0 } next && next != refresh)
                (token.Refresh, token.IsUnsaved) = (next, true);
            if (token.IsUnsaved)
                Save(mailbox, options, token);
        }
        catch (OAuthException error)
        {
            token.IsTroubled = true;
            if (token.Value is null || now >= token.ExpiresAt)
                throw;
            log.LogWarning(error, "The token of mailbox {Mailbox} could not be renewed; the old one lasts until {Until:u}", mailbox, token.ExpiresAt);
            token.RenewAt = now + BetweenTries;
        }
    }

    private void Save(string mailbox, OAuthOptions options, Suspended token)
    {
        try
        {
            refreshTokens.Set(mailbox, options.RefreshToken, token.Refresh!);
            token.IsUnsaved = false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            log.LogError(error, "The new refresh token of mailbox {Mailbox} could not be written down; the desk has it until it stops", mailbox);
        }
    }

    private sealed class Suspended
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public string? Value { get; set; }

        public DateTimeOffset ExpiresAt { get; set; }

        public DateTimeOffset RenewAt { get; set; }

        public bool IsTroubled { get; set; }

        /// <summary>The youngest refresh token, if the endpoint issued one.</summary>
        public string? Refresh { get; set; }

        public bool IsUnsaved { get; set; }
    }
}
