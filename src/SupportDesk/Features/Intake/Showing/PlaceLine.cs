using SupportDesk.Features.Tickets;

namespace SupportDesk.Features.Intake.Showing;

/// <summary>A place as the list shows it: hidden, or shown by somebody.</summary>
internal sealed record PlaceLine(HiddenPlace Place, ShownPlace? Shown)
{
    public PlaceRef Ref { get; } = new(Place.Kind, Place.Offset, Place.Length);

    public bool MayBeShown { get; } = Place.MayBeShown();

    /// <summary>A number of a card is not spelled out on a screen either, though it is the person's own file.</summary>
    public bool IsCard => !MayBeShown && Place.Kind is "Pan" or "Track";

    /// <summary>Why the place stays hidden; null if it may be shown.</summary>
    public string? WhyHidden => MayBeShown || Shown is not null ? null : IsCard ? "NeverShownCard" : "NeverShownLong";

    public static IReadOnlyList<PlaceLine> Of(ReadHiddenPlaces.Report report) =>
    [
        .. report.Places.Select(place => new PlaceLine(place, null))
            .Concat(report.Shown.Select(shown => new PlaceLine(new HiddenPlace(shown.Kind, shown.Line, shown.Offset, shown.Length, shown.Rule), shown)))
            // Places inside an archive count from the start of a file of their own and stand in order already.
            .OrderBy(line => line.Place.Entry is null ? line.Place.Offset : 0).ThenByDescending(line => line.Place.Entry is null ? line.Place.Length : 0),
    ];
}
