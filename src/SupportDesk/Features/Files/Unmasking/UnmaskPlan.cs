using SupportDesk.Kernel;

namespace SupportDesk.Features.Files.Unmasking;

/// <summary>What a file shows after a change: only places that were found there, and never a card number.</summary>
internal sealed class UnmaskPlan(IReadOnlyList<MaskedSpan> hidden, IReadOnlyList<UnmaskedSpan> shown)
{
    public const int MaxPlaces = 200;
    private const int LongestReason = 200;

    public Result<IReadOnlyList<UnmaskedSpan>> Apply(SpanChange change, Actor actor, DateTimeOffset now)
    {
        if (change.Places is not { Count: > 0 } places)
            return new Problem("PlaceUnknown");
        if (places.Count > MaxPlaces)
            return new Problem("PlacesMany", null, MaxPlaces);
        return change.Show ? Show(places, change.Reason, actor, now) : Hide(places);
    }

    private Result<IReadOnlyList<UnmaskedSpan>> Show(IReadOnlyList<SpanRef> places, string? typed, Actor actor, DateTimeOffset now)
    {
        if (SanitizedText.LineOrNull(typed, LongestReason) is not { } reason)
            return new Problem("ReasonMissing", nameof(SpanChange.Reason));
        var result = shown.ToList();
        foreach (var wanted in places.Distinct())
        {
            if (hidden.FirstOrDefault(place => wanted == new SpanRef(place.Kind, place.Offset, place.Length)) is not { } place)
                return new Problem("PlaceUnknown");
            if (!place.MayBeShown())
                return new Problem("PlaceNeverShown");
            result.Add(new UnmaskedSpan(place.Kind, place.Line, place.Offset, place.Length, place.Rule, reason, actor.Name, now));
        }

        return result.OrderBy(place => place.Offset).ToList();
    }

    private Result<IReadOnlyList<UnmaskedSpan>> Hide(IReadOnlyList<SpanRef> places)
    {
        var result = shown.ToList();
        foreach (var wanted in places.Distinct())
        {
            if (shown.FirstOrDefault(place => wanted == new SpanRef(place.Kind, place.Offset, place.Length)) is not { } place)
                return new Problem("PlaceUnknown");
            result.RemoveAll(place.Holds);
        }

        return result;
    }
}
