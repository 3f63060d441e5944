using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Accounts.Sessions;

/// <summary>An open circuit loses its rights within a minute after the account was changed or disabled, or its session signed out.</summary>
internal sealed class RevalidatingDeskUser(ILoggerFactory logs, IServiceScopeFactory scopes, DeskSessions sessions, IOptions<IdentityOptions> options)
    : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(50);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        IsGoodAsync(authenticationState.User, cancellationToken);

    internal async Task<bool> IsGoodAsync(ClaimsPrincipal principal, CancellationToken ct)
    {
        if (await sessions.HasEndedAsync(principal, ct))
            return false;
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<DeskUser>>();
        return await users.GetUserAsync(principal) is { } user
            && principal.FindFirstValue(options.Value.ClaimsIdentity.SecurityStampClaimType) == await users.GetSecurityStampAsync(user);
    }
}
