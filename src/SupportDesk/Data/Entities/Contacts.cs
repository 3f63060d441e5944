namespace SupportDesk.Data.Entities;

public enum ContactKind
{
    /// <summary>Prepared cases are sent to this address.</summary>
    ProviderEmail = 0,

    /// <summary>A mail domain whose senders count as the provider.</summary>
    ProviderDomain = 1,

    /// <summary>A regular expression that finds the provider's number in its e-mails.</summary>
    ProviderNumberPattern = 2,

    /// <summary>The beginning of a subject or the local part of an address by which its machines are known.</summary>
    ProviderAutomaticSign = 3,
}

/// <summary>A channel of the provider, entered by the owner: none is ever shipped with the desk.</summary>
public sealed class Contact
{
    public Guid Id { get; init; }

    public ContactKind Kind { get; init; }

    public required string Value { get; set; }

    /// <summary>Where the owner found it: cabinet, contract, e-mail.</summary>
    public required string Origin { get; set; }

    public DateTimeOffset CheckedAt { get; set; }
}
