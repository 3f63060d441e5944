using System.Text;

namespace SupportDesk.Masking.Text;

/// <summary>
/// A word to look for, in any case, in every encoding that the masker reads at once: UTF-8, windows-1251 (which
/// is also how UTF-16 is seen) and koi8-r.
/// </summary>
internal sealed class Word
{
    private const string Koi8Lower = "юабцдефгхийклмнопярстужвьызшэщчъ";

    private readonly bool[] _begins = new bool[256];

    private Word(string text, IReadOnlyList<Spelling> spellings)
    {
        Text = text;
        Spellings = spellings;
        foreach (var spelling in spellings)
            _begins[spelling.Lower[0]] = _begins[spelling.Upper[0]] = true;
    }

    public string Text { get; }

    public IReadOnlyList<Spelling> Spellings { get; }

    public static Word Of(string text)
    {
        var lower = text.ToLowerInvariant();
        var upper = text.ToUpperInvariant();
        var spellings = new List<Spelling> { new(Encoding.UTF8.GetBytes(lower), Encoding.UTF8.GetBytes(upper)) };
        if (!Ascii.IsValid(text))
        {
            spellings.Add(new Spelling([.. lower.Select(Windows1251)], [.. upper.Select(Windows1251)]));
            if (lower.All(IsInKoi8))
                spellings.Add(new Spelling([.. lower.Select(Koi8)], [.. upper.Select(Koi8)]));
        }

        return new Word(text, spellings);
    }

    /// <summary>Length in bytes of this word at a position, or 0.</summary>
    public int LengthAt(ReadOnlySpan<byte> text, int at)
    {
        if ((uint)at >= (uint)text.Length || !_begins[text[at]])
            return 0;
        foreach (var spelling in Spellings)
            if (spelling.Matches(text[at..]))
                return spelling.Lower.Length;
        return 0;
    }

    /// <summary>The windows-1251 byte of a Russian letter, a sign of Russian texts or an ASCII character.</summary>
    internal static byte Windows1251(char c) => c switch
    {
        < '\x80' => (byte)c,
        >= 'А' and <= 'я' => (byte)(0xC0 + (c - 'А')),
        'Ё' => 0xA8,
        'ё' => 0xB8,
        '№' => 0xB9,
        '₽' => 0x88,
        _ => throw new ArgumentOutOfRangeException(nameof(c)),
    };

    private static bool IsInKoi8(char lower) => lower is < '\x80' or 'ё' || Koi8Lower.Contains(lower);

    private static byte Koi8(char c) => c switch
    {
        < '\x80' => (byte)c,
        'ё' => 0xA3,
        'Ё' => 0xB3,
        _ when Koi8Lower.IndexOf(c) is var i and >= 0 => (byte)(0xC0 + i),
        _ => (byte)(0xE0 + Koi8Lower.IndexOf(char.ToLowerInvariant(c))),
    };

    /// <summary>A word in one encoding; every byte may be that of the small or of the capital letter.</summary>
    internal sealed record Spelling(byte[] Lower, byte[] Upper)
    {
        public bool Matches(ReadOnlySpan<byte> text)
        {
            if (text.Length < Lower.Length)
                return false;
            for (var i = 0; i < Lower.Length; i++)
                if (text[i] != Lower[i] && text[i] != Upper[i])
                    return false;
            return true;
        }
    }
}
