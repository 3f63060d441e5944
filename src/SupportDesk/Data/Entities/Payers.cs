namespace SupportDesk.Data.Entities;

/// <summary>A payer's private link to one ticket. Only the hash of its secret is kept.</summary>
public sealed class PayerLink
{
    public Guid Id { get; init; }

    public Guid TicketId { get; init; }

    public required string SecretHash { get; init; }

    /// <summary>
    /// It went out in an e-mail, so whoever has it reads the requester's mailbox. A link that was shown after the form was
    /// sent proves nothing about the address in the form.
    /// </summary>
    public bool ByEmail { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; set; }
}
