using System.Security.Claims;

namespace SupportDesk.Kernel;

/// <summary>What a person may do in the desk. The order is the order of power.</summary>
public enum DeskRole
{
    MerchantStaff = 0,
    Agent = 1,
    Lead = 2,
    Admin = 3,
}

/// <summary>Who asks. Every use case takes one and decides by it; <see cref="System"/> is the desk itself.</summary>
public sealed record Actor(Guid? UserId, string Name, string? Email, DeskRole? Role, Guid? ShopId)
{
    public const string ShopClaim = "sd:shop";

    public static Actor System { get; } = new(null, "SupportDesk", null, null, null);

    public bool IsSystem => ReferenceEquals(this, System);

    /// <summary>Agents, leads and admins work on everybody's tickets.</summary>
    public bool IsDeskStaff => Role >= DeskRole.Agent;

    public static Actor From(ClaimsPrincipal principal) => principal.Identity?.IsAuthenticated != true
        ? throw new UnauthorizedAccessException("Nobody is signed in.")
        : new Actor(
            Guid.Parse(principal.FindFirstValue(ClaimTypes.NameIdentifier)!),
            principal.FindFirstValue(ClaimTypes.GivenName) ?? principal.Identity.Name ?? "",
            principal.FindFirstValue(ClaimTypes.Email),
            Enum.TryParse<DeskRole>(principal.FindFirstValue(ClaimTypes.Role), out var role) ? role : null,
            Guid.TryParse(principal.FindFirstValue(ShopClaim), out var shop) ? shop : null);
}
