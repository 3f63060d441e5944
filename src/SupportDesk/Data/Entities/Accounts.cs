using Microsoft.AspNetCore.Identity;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Data.Entities;

public sealed class DeskUser : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }

    public DeskRole Role { get; set; }

    /// <summary>The shop whose tickets merchant staff may see; nobody else has one.</summary>
    public Guid? ShopId { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the person last used the desk, to a few minutes; null before the first time.</summary>
    public DateTimeOffset? SeenAt { get; set; }
}

/// <summary>A person signed in with one browser. A cookie opens the desk only while its session is here and not over.</summary>
public sealed class DeskSession
{
    public Guid Id { get; init; }

    public Guid UserId { get; init; }

    /// <summary>Browser and system; empty if they are not known.</summary>
    public required string Device { get; init; }

    /// <summary>The network address from which it was begun.</summary>
    public required string Address { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset SeenAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}

public enum AccountLinkPurpose
{
    /// <summary>For a person without a password yet.</summary>
    Invitation = 0,

    Reset = 1,
}

/// <summary>A link by which a person sets a password, once: it is deleted by its use. Only the hash of its secret is kept.</summary>
public sealed class AccountLink
{
    public Guid Id { get; init; }

    public Guid UserId { get; init; }

    public AccountLinkPurpose Purpose { get; init; }

    public required string SecretHash { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}

public sealed class Shop
{
    public Guid Id { get; init; }

    public required string Name { get; set; }

    /// <summary>The shop's identifier at the provider.</summary>
    public required string MerchantLogin
    {
        get;
        set => (field, MerchantKey) = (value, MerchantLogins.KeyOf(value));
    }

    /// <summary>By which its identifier is told from those of others (<see cref="MerchantLogins.KeyOf"/>).</summary>
    public string MerchantKey { get; private set; } = "";

    /// <summary>Since when it takes no new cases and is called no more; null while it works.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }
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
