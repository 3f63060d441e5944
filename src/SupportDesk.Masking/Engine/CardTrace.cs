using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Engine;

/// <summary>
/// Remembers where the last card number ended. It is known by its stars, whether they have been written just now or
/// stood in the input, and distances leave out what is hidden, so that masked text gives the same answer.
/// </summary>
internal sealed class CardTrace
{
    private const long Nowhere = long.MinValue / 2;
    private const int MostStars = 19;

    private long _end = Nowhere; // offset in characters behind the stars
    private long _hidden; // characters after them that are hidden

    public bool IsNear(long offset) => offset - _end - _hidden <= Rule.Beside;

    /// <summary>Looks at stars in the text; more than a card number has are something else.</summary>
    public void Follow(ReadOnlySpan<byte> text, int at, long dropped)
    {
        int end = at, stars = 0;
        for (var i = at; Bytes.At(text, i) == '*' && stars <= MostStars; i += Separator.LengthAt(text, i))
            for (; Bytes.At(text, i) == '*' && stars <= MostStars; end = ++i)
                stars++;
        if (stars is > 0 and <= MostStars)
            Ends(dropped + end);
    }

    public void Ends(long offset) => (_end, _hidden) = (offset, 0);

    public void Hide(long start, int length) => _hidden += start >= _end ? length : 0;

    public void Clear() => Ends(Nowhere);
}
