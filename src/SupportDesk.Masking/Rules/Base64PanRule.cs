using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>
/// Card numbers inside base64 (RFC 4648, both alphabets): the chunk is decoded, the number's digits become stars there,
/// and it is encoded again, so that its length and everything else in it stay.
/// </summary>
internal sealed class Base64PanRule : Rule
{
    private const int ShortestChunk = 24;
    private const int LongestAhead = 160;
    private const int Missing = -1;

    private readonly PanRule _numbers = new();
    private readonly int[] _places = new int[Behind + LongestAhead];
    private readonly byte[] _quads = new byte[Behind + LongestAhead];
    private readonly byte[] _decoded = new byte[(Behind + LongestAhead) / 4 * 3];
    private readonly byte[] _rewritten = new byte[Behind + LongestAhead];

    public override string Name => "pan-base64";

    public override SecretKind Kind => SecretKind.Pan;

    // Three digits make one of these four characters each when they are encoded together.
    public override IReadOnlyList<TriggerPattern> TriggerPatterns { get; } = [TriggerPattern.Of("MNO", "DTjz", "AEIMQUYcgk", "wxyz012345")];

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        var first = StartOfQuads(text, at);
        var count = ReadPlaces(text, first);
        if (count < 8 || !IsLongChunk(text, first, count))
            return Verdict.None;
        var decoded = Decode(text, count);
        for (var i = 0; i < decoded.Length; i++)
        {
            if (!Bytes.IsDigit(decoded[i]) || (i > 0 && Bytes.IsDigit(decoded[i - 1])))
                continue;
            var verdict = _numbers.Examine(decoded, i);
            // What begins before the sign has been looked at when its own sign was reached, unless it began before all signs.
            if (verdict.Act == Act.Stars && !verdict.IsWide && _places[(verdict.End - 1) / 3 * 4] >= at)
                return Rewrite(text, decoded, verdict.Start, verdict.End, verdict.Positions);
        }

        return Verdict.None;
    }

    private Verdict Rewrite(ReadOnlySpan<byte> text, Span<byte> decoded, int from, int to, ReadOnlySpan<int> stars)
    {
        foreach (var position in stars)
            decoded[position] = (byte)'*';
        int firstQuad = from / 3, lastQuad = (to - 1) / 3;
        int start = _places[4 * firstQuad], end = _places.AsSpan(4 * lastQuad, 4).ToArray().Max() + 1;
        var rewritten = _rewritten.AsSpan(0, end - start);
        text[start..end].CopyTo(rewritten);
        for (var quad = firstQuad; quad <= lastQuad; quad++)
        {
            var bits =
                decoded[3 * quad] << 16
                | (3 * quad + 1 < decoded.Length ? decoded[3 * quad + 1] << 8 : 0)
                | (3 * quad + 2 < decoded.Length ? decoded[3 * quad + 2] : 0);
            for (var i = 0; i < 4; i++)
            {
                var place = _places[4 * quad + i];
                if (place != Missing && Base64.IsDigit(text[place]))
                    rewritten[place - start] = Base64.Encode(bits >> (18 - 6 * i) & 63, text[place]);
            }
        }

        return Verdict.Rewrite(start, rewritten);
    }

    // Whole quads before the position, line breaks of wrapped text passed over.
    private static int StartOfQuads(ReadOnlySpan<byte> text, int at)
    {
        var start = at;
        while (true)
        {
            var i = start;
            var n = 0;
            while (n < 4 && i > 0)
            {
                if (Base64.IsDigit(text[i - 1]))
                    n++;
                else if (n > 0 || !(i > 1 && text[i - 1] == '\n' || text[i - 1] == '\r'))
                    break;
                i--;
            }

            if (n < 4)
                return start;
            start = i;
        }
    }

    private int ReadPlaces(ReadOnlySpan<byte> text, int start)
    {
        var count = 0;
        for (var i = start; i < text.Length && count < _places.Length; i++)
        {
            var b = text[i];
            if (Base64.IsDigit(b) || (b == Base64.Padding && count % 4 >= 2))
                _places[count++] = i;
            else if (!(Bytes.IsLineEnd(b) && count % 4 == 0))
                break;
        }

        // A last quad may stand without its padding.
        while (count % 4 >= 2 && count < _places.Length)
            _places[count++] = Missing;
        return count / 4 * 4;
    }

    private static bool IsLongChunk(ReadOnlySpan<byte> text, int first, int count)
    {
        var i = first;
        while (i > 0 && Base64.IsDigit(text[i - 1]))
            i--;
        return first - i + count >= ShortestChunk;
    }

    private Span<byte> Decode(ReadOnlySpan<byte> text, int count)
    {
        for (var i = 0; i < count; i++)
            _quads[i] = _places[i] == Missing ? Base64.Padding : text[_places[i]];
        return _decoded.AsSpan(0, Base64.Decode(_quads.AsSpan(0, count), _decoded));
    }
}
