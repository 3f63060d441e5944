using SupportDesk.Masking;

namespace SupportDesk.Features.Files;

/// <summary>
/// A part of a stored file in which somebody chose to show places. What stands there unhidden was let through once, with
/// all around it in sight: it is not hidden again, unless it is a card.
/// </summary>
public sealed record UnmaskedText(IReadOnlyList<UnmaskedSpan> Places, IReadOnlyCollection<Release> Releases)
{
    // A token in a header is found as the header first and, once that is shown, as the token.
    private const int Layers = 4;

    /// <returns>Null if nothing is shown in the file.</returns>
    public static UnmaskedText? Of(ReadOnlySpan<byte> part, IReadOnlyList<UnmaskedSpan> places)
    {
        if (places.Count == 0)
            return null;
        var releases = new HashSet<Release>();
        for (var layer = 0; layer < Layers; layer++)
        {
            var before = releases.Count;
            foreach (var found in Find(part, releases).Where(found => found.CanBeReleased))
                releases.Add(new Release(found.Kind, found.Offset, found.Length));
            if (releases.Count == before)
                break;
        }

        return new UnmaskedText(places, releases);
    }

    private static IReadOnlyList<Finding> Find(ReadOnlySpan<byte> part, IReadOnlyCollection<Release> releases)
    {
        var masker = new Masker(new MaskingOptions { Releases = releases });
        var masked = new byte[Math.Max(4096, part.Length)];
        while (masker.Mask(part, masked, out var consumed, out _, isFinalBlock: true) == System.Buffers.OperationStatus.DestinationTooSmall)
            part = part[consumed..];
        return masker.Report.Findings;
    }
}
