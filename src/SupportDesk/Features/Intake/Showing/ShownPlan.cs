using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Intake.Showing;

/// <summary>What a file shows after a change: only places that were found there, and never a card number.</summary>
internal sealed class ShownPlan(IReadOnlyList<HiddenPlace> hidden, IReadOnlyList<ShownPlace> shown)
{
    public const int MaxPlaces = 200;
    private const int LongestReason = 200;

    public Result<IReadOnlyList<ShownPlace>> Apply(PlaceChange change, Actor actor, DateTimeOffset now)
    {
        if (change.Places is not { Count: > 0 } places)
            return new Problem("PlaceUnknown");
        if (places.Count > MaxPlaces)
            return new Problem("PlacesMany", null, MaxPlaces);
        return change.Show ? Show(places, change.Reason, actor, now) : Hide(places);
    }

    private Result<IReadOnlyList<ShownPlace>> Show(IReadOnlyList<PlaceRef> places, string? typed, Actor actor, DateTimeOffset now)
    {
        if (SafeText.LineOrNull(typed, LongestReason) is not { } reason)
            return new Problem("ReasonMissing", nameof(PlaceChange.Reason));
        var result = shown.ToList();
        foreach (var wanted in places.Distinct())
        {
            if (hidden.FirstOrDefault(place => wanted == new PlaceRef(place.Kind, place.Offset, place.Length)) is not { } place)
                return new Problem("PlaceUnknown");
            if (!place.MayBeShown())
                return new Problem("PlaceNeverShown");
            result.Add(new ShownPlace(place.Kind, place.Line, place.Offset, place.Length, place.Rule, reason, actor.Name, now));
        }

        return result.OrderBy(place => place.Offset).ToList();
    }

    private Result<IReadOnlyList<ShownPlace>> Hide(IReadOnlyList<PlaceRef> places)
    {
        var result = shown.ToList();
        foreach (var wanted in places.Distinct())
        {
            if (shown.FirstOrDefault(place => wanted == new PlaceRef(place.Kind, place.Offset, place.Length)) is not { } place)
                return new Problem("PlaceUnknown");
            result.RemoveAll(place.Holds);
        }

        return result;
    }
}
