using Microsoft.AspNetCore.Identity;
using SupportDesk.Kernel;

namespace SupportDesk.Data.Entities;

public sealed class DeskUser : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }

    public DeskRole Role { get; set; }

    /// <summary>The shop whose tickets merchant staff may see; nobody else has one.</summary>
    public Guid? ShopId { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A session that was signed out: its cookie is refused although it has not expired.</summary>
public sealed class EndedSession
{
    public Guid Id { get; init; }

    /// <summary>From then on its cookie is refused anyway.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
}

public sealed class Shop
{
    public Guid Id { get; init; }

    public required string Name { get; set; }

    /// <summary>The shop's identifier at the provider.</summary>
    public required string MerchantLogin { get; set; }
}

/// <summary>Who did what of consequence. Append only.</summary>
public sealed class AuditRecord
{
    public Guid Id { get; init; }

    public DateTimeOffset At { get; init; }

    public Guid? ActorId { get; init; }

    public required string ActorName { get; init; }

    public required string Action { get; init; }

    public required string Subject { get; init; }

    public string? Detail { get; init; }
}
