
namespace SupportDesk.Features.Files.Unmasking;

/// <summary>A place as the list shows it: hidden, or shown by somebody.</summary>
internal sealed record SpanLine(MaskedSpan Place, UnmaskedSpan? Shown)
{
    public SpanRef Ref { get; } = new(Place.Kind, Place.Offset, Place.Length);

    public bool MayBeShown { get; } = Place.MayBeShown();

    /// <summary>A number of a card is not spelled out on a screen either, though it is the person's own file.</summary>
    public bool IsCard => !MayBeShown && Place.Kind is "Pan" or "Track";

    /// <summary>Why the place stays hidden; null if it may be shown.</summary>
    public string? WhyHidden => MayBeShown || Shown is not null ? null : IsCard ? "NeverShownCard" : "NeverShownLong";

    public static IReadOnlyList<SpanLine> Of(ListMaskedSpans.Report report) =>
    [
        .. report.Places.Select(place => new SpanLine(place, null))
            .Concat(report.Shown.Select(shown => new SpanLine(new MaskedSpan(shown.Kind, shown.Line, shown.Offset, shown.Length, shown.Rule), shown)))
            // Places inside an archive count from the start of a file of their own and stand in order already.
            .OrderBy(line => line.Place.Entry is null ? line.Place.Offset : 0).ThenByDescending(line => line.Place.Entry is null ? line.Place.Length : 0),
    ];
}
