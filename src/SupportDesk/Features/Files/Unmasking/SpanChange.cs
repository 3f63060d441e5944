namespace SupportDesk.Features.Files.Unmasking;

/// <summary>Places of a file to show, or to hide again. They are named by where they stand, never by what stands there.</summary>
/// <param name="Show">False hides them again.</param>
/// <param name="Reason">Why they are no secrets; needed to show them.</param>
public sealed record SpanChange(bool Show, string? Reason, IReadOnlyList<SpanRef> Places);

public sealed record SpanRef(string Kind, long Offset, int Length);
