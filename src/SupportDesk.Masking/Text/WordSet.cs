namespace SupportDesk.Masking.Text;

/// <summary>Words found by their first byte; where two fit, the one named first is taken.</summary>
internal sealed class WordSet
{
    private readonly Word.Spelling[]?[] _byFirst = new Word.Spelling[]?[256];

    public WordSet(params ReadOnlySpan<string> words)
    {
        Words = [.. words.ToArray().Select(Word.Of)];
        var spellings = Words.SelectMany(word => word.Spellings).ToArray();
        for (var b = 0; b < 256; b++)
            if (Array.FindAll(spellings, s => s.Lower[0] == b || s.Upper[0] == b) is { Length: > 0 } some)
                _byFirst[b] = some;
    }

    public IReadOnlyList<Word> Words { get; }

    /// <summary>Length in bytes of the first word that stands at a position, or 0.</summary>
    public int LengthAt(ReadOnlySpan<byte> text, int at)
    {
        if ((uint)at >= (uint)text.Length || _byFirst[text[at]] is not { } some)
            return 0;
        foreach (var spelling in some)
            if (spelling.Matches(text[at..]))
                return spelling.Lower.Length;
        return 0;
    }
}
