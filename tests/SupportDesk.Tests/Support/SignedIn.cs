using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using SupportDesk.Kernel;

namespace SupportDesk.Tests.Support;

/// <summary>Who sits at the desk while a component is shown.</summary>
internal sealed class SignedIn : AuthenticationStateProvider
{
    public Actor Actor { get; set; } = null!;

    public override Task<AuthenticationState> GetAuthenticationStateAsync()
    {
        var claims = new List<Claim>
        {
            new(ClaimTypes.NameIdentifier, Actor.UserId.ToString()!),
            new(ClaimTypes.GivenName, Actor.Name),
            new(ClaimTypes.Email, Actor.Email!),
            new(ClaimTypes.Role, Actor.Role.ToString()!),
        };
        if (Actor.ShopId is { } shop)
            claims.Add(new Claim(Actor.ShopClaim, shop.ToString()));
        return Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(claims, "test"))));
    }
}
