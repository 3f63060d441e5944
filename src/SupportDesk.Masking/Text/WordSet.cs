using System.Runtime.CompilerServices;

namespace SupportDesk.Masking.Text;

/// <summary>Words found by their first two bytes; where two fit, the one named first is taken.</summary>
internal sealed class WordSet
{
    private readonly Word.Spelling[]?[] _byFirst = new Word.Spelling[]?[256];
    private readonly ulong[] _seconds = new ulong[256]; // by first byte, the low six bits of second bytes

    public WordSet(params ReadOnlySpan<string> words)
    {
        Words = [.. words.ToArray().Select(Word.Of)];
        var spellings = Words.SelectMany(word => word.Spellings).ToArray();
        for (var b = 0; b < 256; b++)
        {
            if (Array.FindAll(spellings, s => s.Lower[0] == b || s.Upper[0] == b) is not { Length: > 0 } some)
                continue;
            _byFirst[b] = some;
            foreach (var spelling in some)
                _seconds[b] |= spelling.Lower.Length == 1 ? ulong.MaxValue : 1UL << (spelling.Lower[1] & 63) | 1UL << (spelling.Upper[1] & 63);
        }
    }

    public IReadOnlyList<Word> Words { get; }

    /// <summary>Length in bytes of the first word that stands at a position, or 0.</summary>
    public int LengthAt(ReadOnlySpan<byte> text, int at)
    {
        if ((uint)at >= (uint)text.Length || !MayBegin(text, at))
            return 0;
        foreach (var spelling in _byFirst[text[at]]!)
            if (spelling.Matches(text[at..]))
                return spelling.Lower.Length;
        return 0;
    }

    /// <summary>True when one of the words stands anywhere in a text.</summary>
    public bool IsIn(ReadOnlySpan<byte> text) => BeginsIn(text, 0, text.Length);

    /// <summary>True when one of the words begins between two positions; it may end beyond.</summary>
    public bool BeginsIn(ReadOnlySpan<byte> text, int from, int to)
    {
        for (var i = Math.Max(0, from); i < Math.Min(text.Length, to); i++)
            if (MayBegin(text, i) && LengthAt(text, i) > 0)
                return true;
        return false;
    }

    /// <summary>False when no word begins with the two bytes at a position, which is in the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayBegin(ReadOnlySpan<byte> text, int at)
    {
        var seconds = _seconds[text[at]];
        return seconds != 0 && (seconds == ulong.MaxValue || ((uint)(at + 1) < (uint)text.Length && (seconds >> (text[at + 1] & 63) & 1) != 0));
    }
}
