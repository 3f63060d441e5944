using System.Text;
using System.Text.RegularExpressions;

namespace SupportDesk.Benchmarks.Masking;

/// <summary>The obvious way: an expression for each kind of secret, line by line.</summary>
internal static class RegexMasker
{
    private const RegexOptions Options = RegexOptions.Compiled | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private static readonly Regex Card = new(@"(?<!\d)(?:\d[ -]?){12,18}\d(?!\d)", Options);

    private static readonly (Regex Pattern, string Replacement)[] Others =
    [
        (new(@"((?:cvv2?|cvc2?|cvp2?)""?\s*[:=]\s*""?)\d{3,4}\b", Options), "$1[masked:cvv]"),
        (new(@"((?:password[123]?|passwd|pwd|mrh_pass[12]|пароль)""?\s*[:=]\s*""?)[^""&\s,;]+", Options), "$1[masked:password]"),
        (new(@"(authorization""?\s*[:=]\s*""?(?:bearer|basic)\s+)[^""\s]+", Options), "$1[masked:token]"),
        (new(@"((?:access_token|refresh_token|client_secret|api_?key)""?\s*[:=]\s*""?)[^""&\s,;]+", Options), "$1[masked:token]"),
        (new(@"((?:set-)?cookie""?\s*:\s*""?)[^""\r\n]+", Options), "$1[masked:cookie]"),
        (new(@"\beyJ[\w-]+\.[\w-]+\.[\w-]+", Options), "[masked:token]"),
    ];

    public static byte[] Run(byte[] input)
    {
        var output = new MemoryStream(input.Length);
        using var reader = new StreamReader(new MemoryStream(input), Encoding.UTF8);
        using var writer = new StreamWriter(output, new UTF8Encoding(false)) { NewLine = "\n" };
        while (reader.ReadLine() is { } line)
        {
            line = Card.Replace(line, HideCard);
            foreach (var (pattern, replacement) in Others)
                line = pattern.Replace(line, replacement);
            writer.WriteLine(line);
        }

        writer.Flush();
        return output.ToArray();
    }

    private static string HideCard(Match match)
    {
        var digits = match.Value.Count(char.IsAsciiDigit);
        if (match.Value[0] is not ('2' or '3' or '4' or '5' or '6' or '8') || !IsLuhn(match.Value))
            return match.Value;
        var hidden = match.Value.ToCharArray();
        for (var (i, left) = (0, digits - 4); left > 0; i++)
            if (char.IsAsciiDigit(hidden[i]))
            {
                hidden[i] = '*';
                left--;
            }

        return new string(hidden);
    }

    private static bool IsLuhn(string text)
    {
        var (sum, twice) = (0, false);
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiDigit(text[i]))
                continue;
            var digit = text[i] - '0';
            sum += !twice ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
            twice = !twice;
        }

        return sum % 10 == 0;
    }
}
