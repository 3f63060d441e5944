namespace SupportDesk.Features.Tickets.Facts;

/// <summary>A fact before and after, in the one spelling of <see cref="FactValue"/>; null where it was or is not known.</summary>
public sealed record FactChange(FactField Field, string? From, string? To);
