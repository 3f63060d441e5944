using System.Text;
using System.Text.RegularExpressions;

namespace SupportDesk.Benchmarks.Masking;

/// <summary>The obvious way: an expression for each kind of secret, line by line.</summary>
internal static class RegexMasker
{
    private const RegexOptions Options = RegexOptions.Compiled | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private static readonly Regex Card = new(@"(?<!\d)(?:\d[ -]?){12,18}\d(?!\d)", Options);

    /// <summary>What the sample holds, and no more.</summary>
    public static readonly (Regex Pattern, string Replacement)[] ForSample =
    [
        (new(@"((?:cvv2?|cvc2?|cvp2?)""?\s*[:=]\s*""?)\d{3,4}\b", Options), "$1[masked:cvv]"),
        (new(@"((?:password[123]?|passwd|pwd|mrh_pass[12]|пароль)""?\s*[:=]\s*""?)[^""&\s,;]+", Options), "$1[masked:password]"),
        (new(@"(authorization""?\s*[:=]\s*""?(?:bearer|basic)\s+)[^""\s]+", Options), "$1[masked:token]"),
        (new(@"((?:access_token|refresh_token|client_secret|api_?key)""?\s*[:=]\s*""?)[^""&\s,;]+", Options), "$1[masked:token]"),
        (new(@"((?:set-)?cookie""?\s*:\s*""?)[^""\r\n]+", Options), "$1[masked:cookie]"),
        (new(@"\beyJ[\w-]+\.[\w-]+\.[\w-]+", Options), "[masked:token]"),
    ];

    /// <summary>One expression for each kind of secret that the masker looks for.</summary>
    public static readonly (Regex Pattern, string Replacement)[] ForEveryKind =
    [
        .. ForSample,
        (new(@"%?[bB]\d{12,19}\^[^^]{2,26}\^\d{7,}[^?]*\??|;\d{12,19}=\d{7,}\??", Options), "[masked:track]"),
        (new(@"(?<!\d)\d{4,8}[*xX•]{4,}\d{4}(?!\d)", Options), "************0000"),
        (new(@"((?:exp(?:iry|ires|_date)?|valid thru|срок действия)""?\s*[:=]?\s*""?)(?:0[1-9]|1[0-2])[/. -]?(?:20)?\d{2}\b", Options), "$1[masked:expiry]"),
        (new(@"((?:card_?holder(?:_?name)?|держатель карты)""?\s*[:=]\s*""?)[\p{L} .'-]{3,40}", Options), "$1[masked:cardholder]"),
        (new(@"((?:pin|пин)(?:[ _-]?(?:code|код|block))?""?\s*[:=]\s*""?)[0-9a-f]{4,16}\b", Options), "$1[masked:pin]"),
        (new(@"((?:otp|3-?ds|sms|смс|код|пароль|code)(?: подтверждения| из смс)?""?\s*[:=-]?\s*""?)\d{4,8}\b", Options), "$1[masked:code]"),
        (new(@"([a-z][a-z0-9+.-]*://[^\s:/@""]+:)[^\s@/""]+(?=@)", Options), "$1[masked:password]"),
        (new(@"(\d+\.\d{2}:\d*:)[^:\s""]{6,}", Options), "$1[masked:password]"),
        (new(@"\bbearer\s+[\w.~+/-]{16,}=*", Options), "Bearer [masked:token]"),
        (new(@"\b(?:sk_live_|sk_test_|ghp_|glpat-|xox[abp]-|AKIA|AIza|y0_)[\w-]{16,}", Options), "[masked:token]"),
        (new(@"-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]+", Options), "[masked:key]"),
    ];

    public static byte[] Run(byte[] input, (Regex Pattern, string Replacement)[] others)
    {
        var output = new MemoryStream(input.Length);
        using var reader = new StreamReader(new MemoryStream(input), Encoding.UTF8);
        using var writer = new StreamWriter(output, new UTF8Encoding(false)) { NewLine = "\n" };
        while (reader.ReadLine() is { } line)
        {
            line = Card.Replace(line, HideCard);
            foreach (var (pattern, replacement) in others)
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
