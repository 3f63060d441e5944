using FsCheck;
using FsCheck.Fluent;

namespace SupportDesk.Masking.Tests.Properties;

/// <summary>Generators of card numbers, disguises and pieces of logs.</summary>
internal static class Samples
{
    private static readonly (string From, string To, int Shortest, int Longest)[] Ranges =
    [
        ("2200", "2204", 16, 19), ("4000", "4999", 13, 19), ("5100", "5599", 16, 16), ("2221", "2720", 16, 16),
        ("5000", "5099", 13, 19), ("5600", "6999", 13, 19), ("6200", "6299", 16, 19), ("8100", "8171", 16, 19),
        ("3528", "3589", 16, 19), ("3400", "3499", 15, 15), ("3700", "3799", 15, 15), ("3600", "3699", 14, 19),
        ("6011", "6011", 16, 19), ("6440", "6599", 16, 19), ("3000", "3059", 14, 16),
    ];

    public static readonly string[] Separators =
    [
        " ", "\u00A0", "\u2009", "\u202F", "-", "\u2011", ".", "+", "%20", "&nbsp;", "\\u0020", "\\u00a0", "%C2%A0", "\n", "\r\n", "\u001b[0m", "\u001b[31;1m",
    ];

    public static readonly (string Before, string After)[] Places =
    [
        ("card=", "&x=1"), ("{\"pan\":\"", "\"}"), ("<Pan>", "</Pan>"), ("{\\x22card\\x22:\\x22", "\\x22}"), ("%7B%22pan%22%3A%22", "%22%7D"),
        ("Моя карта ", ", помогите"), ("", ""), ("\\u0022", "\\u0022"), ("pan\t", "\t100.00"), ("**", "**"), ("(", ")"), ("[", "]"), ("№", ";"), ("Pan", "Z"),
    ];

    public static Gen<string> Pan { get; } =
        from range in Gen.Elements(Ranges)
        from prefix in Gen.Choose(int.Parse(range.From, null), int.Parse(range.To, null))
        from length in Gen.Choose(range.Shortest, range.Longest)
        from body in Gen.ArrayOf(Gen.Choose(0, 9), length - 5)
        select WithCheckDigit(prefix.ToString("0000", null) + string.Concat(body));

    public static Gen<string> Piece { get; } = Gen.OneOf(
        Pan,
        from pan in Pan from separator in Gen.Elements(Separators) select Grouped(pan, 4, separator),
        from pan in Pan from separator in Gen.Elements(Separators) from size in Gen.Choose(1, 8) select Grouped(pan, size, separator),
        from n in Gen.Choose(0, 9999) select n.ToString(null as IFormatProvider),
        from n in Gen.Choose(0, int.MaxValue) select n.ToString("0000000000000", null),
        from n in Gen.Choose(100, 999) select $"CVV: {n}",
        from n in Gen.Choose(100, 999) select $"{n} (cvc)",
        Gen.Elements(
            " ", " ", " ", "\n", "\n", "\r\n", ", ", "; ", "-", ".", "+", "*", "**", "****", "****", "xxxx", "XXXX", "\"", "'", "\\", "\\\"", "&", "=", ":", "%20", "%22",
            "411111******1111", "4111 11** **** 1111", "220000XXXXXX0004", "**** **** **** 0004", "************1111", "сумма", "Пароль #1: ", "password1=", "\"Password2\":\"", "mrh_pass1 = 'q", "Cookie: a=b; c=d",
            "Authorization: Basic dXNlcjpwYXNz", "Bearer abcdefgh12345678", "token=abcdefgh1234", "cvv=", "\"cvv\":\"123\"", "код безопасности 123", "[masked:pan]", "[masked:cvv]", "[masked:password]", "=>", "<Password1>", "</Password1>",
            "GET /a?b=c HTTP/1.1", "Xyz", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "0.4532015112830366", "40702810900000012345"));

    public static Gen<string> Text { get; } = from pieces in Gen.ListOf(Piece) select string.Concat(pieces);

    public static Gen<string> Harmless { get; } =
        from parts in Gen.ListOf(Gen.OneOf(
            Gen.Elements("GET /robots.txt", "сумма заказа", "Ошибка 29", "SignatureValue=0b1e5bfa4d4f24a33dbcf3bd0c6d4e17", "OpKey=B1A2C3D4-0000-4000-8000-F00DF00DF00D", "InvId=678", "OutSum=100.000000", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "passport", "compass", "cvs", "tokens"),
            from n in Gen.Choose(0, int.MaxValue) select n.ToString(null as IFormatProvider),
            from n in Gen.Choose(0, 86399) select $"2026-11-22T{n / 3600:00}:{n / 60 % 60:00}:{n % 60:00}.123+03:00",
            from n in Gen.Choose(0, int.MaxValue) select $"17{n % 100_000_000_000:00000000000}",
            from n in Gen.Choose(0, 9_999_999) select $"+7 (921) {n / 10_000:000}-{n / 100 % 100:00}-{n % 100:00}",
            from n in Gen.Choose(0, int.MaxValue) select $"4070281090000{n % 10_000_000:0000000}",
            from n in Gen.Choose(0, int.MaxValue) select $"{n >> 24}.{(n >> 16) & 255}.{(n >> 8) & 255}.{n & 255}"))
        from ends in Gen.ListOf(Gen.Elements(", ", " | ", "\n\n", "\t", "; "))
        select string.Concat(parts.Zip(ends, (part, end) => part + end));

    public static string Grouped(string pan, int size, string separator) =>
        string.Join(separator, pan.Chunk(size).Select(group => new string(group)));

    /// <summary>What must be left of a number: every digit but the last four is a star, nothing else changes.</summary>
    public static string Hidden(string pan, Func<string, string> disguise)
    {
        // Letters stand for digits, so that digits of separators are not touched.
        var letters = new string([.. Enumerable.Range(0, pan.Length).Select(i => (char)('\uE000' + i))]);
        var shown = disguise(letters);
        for (var i = 0; i < pan.Length; i++)
            shown = shown.Replace((char)('\uE000' + i), i < pan.Length - 4 ? '*' : pan[i]);
        return shown;
    }

    private static string WithCheckDigit(string body)
    {
        for (var check = 0; ; check++)
            if (IsLuhn(body + check))
                return body + check;
    }

    private static bool IsLuhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }

        return sum % 10 == 0;
    }
}
