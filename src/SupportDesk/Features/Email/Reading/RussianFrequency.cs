using System.Text;

namespace SupportDesk.Features.Email.Reading;

/// <summary>Scores how much single-byte text reads like Russian: letter frequency, case pattern, impossible word starts.</summary>
internal static class RussianFrequency
{
    private const int Sample = 4096;

    // E-mails а..я in per mille of ordinary Russian text (National Corpus order of magnitude).
    private static ReadOnlySpan<byte> Frequencies =>
    [
        80, 16, 45, 17, 30, 85, 9, 16, 74, 12, 35, 44, 32, 67, 110, 28,
        47, 55, 63, 26, 3, 10, 5, 14, 7, 4, 0, 19, 17, 3, 6, 20,
    ];

    internal static bool IsCyrillic(Encoding encoding) => encoding.CodePage is 1251 or 20866 or 21866 or 28595 or 866 or 855 or 10007;

    /// <summary>Says whether text that is declared as Western consists mostly of letters above ASCII.</summary>
    internal static bool LooksCyrillic(ReadOnlySpan<byte> bytes)
    {
        int high = 0, letters = 0;
        foreach (var b in bytes[..Math.Min(bytes.Length, Sample)])
        {
            if (b >= 0xC0) high++;
            else if (char.IsAsciiLetter((char)b)) letters++;
        }
        return high >= 4 && high * 10 >= (high + letters) * 6;
    }

    /// <summary>Average points per e-mail; higher is more Russian.</summary>
    /// <param name="bytes">The text; its beginning is enough.</param>
    /// <param name="encoding">How it is read.</param>
    /// <param name="counted">How many characters above ASCII were seen.</param>
    internal static double Score(ReadOnlySpan<byte> bytes, Encoding encoding, out int counted)
    {
        var text = encoding.GetString(bytes[..Math.Min(bytes.Length, Sample)]);
        long points = 0;
        counted = 0;
        var previous = ' ';
        foreach (var c in text)
        {
            if (c >= 0x80)
            {
                counted++;
                points += PointsOf(c, previous);
            }
            previous = c;
        }
        return counted == 0 ? 0 : (double)points / counted;
    }

    private static int PointsOf(char c, char previous)
    {
        if (c is '«' or '»' or '—' or '–' or '№' or '\u00A0' or '…') return 20;
        var lower = Lower(c);
        if (lower == 'ё') return 10;
        if (lower is < 'а' or > 'я') return -60;
        var points = (int)Frequencies[lower - 'а'];
        if (c != lower && char.IsLower(previous)) points -= 80;
        else if (c != lower && char.IsUpper(previous)) points -= 12;
        if (lower is 'ъ' or 'ь' or 'ы' && !char.IsLetter(previous)) points -= 60;
        return points;
    }

    private static char Lower(char c) => c switch
    {
        >= 'А' and <= 'Я' => (char)(c + 0x20),
        'Ё' => 'ё',
        _ => c,
    };
}
