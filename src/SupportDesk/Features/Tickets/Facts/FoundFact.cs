namespace SupportDesk.Features.Tickets.Facts;

/// <summary>A fact that stands in a text, in the one spelling of <see cref="FactValue"/>.</summary>
public sealed record FoundFact(FactField Field, string Value);

/// <summary>A fact that a message names and nobody has taken or refused yet.</summary>
/// <param name="MessageId">The message that names it.</param>
public sealed record FactProposal(FactField Field, string Value, Guid MessageId);
