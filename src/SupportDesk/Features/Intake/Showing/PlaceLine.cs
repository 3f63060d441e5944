using SupportDesk.Features.Tickets;

namespace SupportDesk.Features.Intake.Showing;

/// <summary>A place as the list shows it: hidden, or shown by somebody.</summary>
internal sealed record PlaceLine(HiddenPlace Place, ShownPlace? Shown)
{
    public PlaceRef Ref { get; } = new(Place.Kind, Place.Offset, Place.Length);

    public bool MayBeShown { get; } = Place.MayBeShown();

    /// <summary>A number of a card is not spelled out on a screen either, though it is the person's own file.</summary>
    public bool IsCard => !MayBeShown && Place.Kind is "Pan" or "Track";

    public static IReadOnlyList<PlaceLine> Of(ReadHiddenPlaces.Report report) =>
    [
        .. report.Places.Select(place => new PlaceLine(place, null))
            .Concat(report.Shown.Select(shown => new PlaceLine(new HiddenPlace(shown.Kind, shown.Line, shown.Offset, shown.Length, shown.Rule), shown)))
            .OrderBy(line => line.Place.Offset).ThenByDescending(line => line.Place.Length),
    ];
}
