namespace SupportDesk.Features.Intake.Showing;

/// <summary>Places of a file to show, or to hide again. They are named by where they stand, never by what stands there.</summary>
/// <param name="Show">False hides them again.</param>
/// <param name="Reason">Why they are no secrets; needed to show them.</param>
public sealed record PlaceChange(bool Show, string? Reason, IReadOnlyList<PlaceRef> Places);

public sealed record PlaceRef(string Kind, long Offset, int Length);
