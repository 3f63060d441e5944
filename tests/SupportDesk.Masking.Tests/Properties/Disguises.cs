using FsCheck;
using FsCheck.Fluent;

namespace SupportDesk.Masking.Tests.Properties;

/// <summary>Generators of the disguises in which a card number must be found.</summary>
internal static class Disguises
{
    public static readonly string[] Separators =
    [
        " ",
        "\u00A0",
        "\u2009",
        "\u202F",
        "\u2007",
        "-",
        "\u2011",
        "\u2013",
        ".",
        "+",
        "%20",
        "%C2%A0",
        "%2D",
        "&nbsp;",
        "&#160;",
        "\\u0020",
        "\\u00a0",
        "\n",
        "\r\n",
        "\u001b[0m",
        "\u001b[31;1m",
        " \u001b[1m",
        "\u001b[0m \u001b[1m",
        "\\u001b[0m",
        "=\n",
        "=\r\n",
    ];

    private static readonly string[] InLine = [" ", "-", "\u00A0", "\u2009", "."];
    private static readonly string[] LineEnds = ["\n", "\r\n"];

    private static readonly (string Before, string After)[] Places =
    [
        ("", ""),
        ("(", ")"),
        ("[", "]"),
        ("№", ";"),
        ("**", "**"),
        ("Моя карта ", ", помогите"),
        ("card no. ", " is declined."),
        ("pan\t", "\t100.00"),
        ("GET /pay?card=", "&x=1 HTTP/1.1"),
        ("https://shop.example/p?q=%7B%22pan%22%3A%22", "%22%7D"),
        ("/cards/", "/block"),
        ("pan%3D", "%26sum%3D100"),
        ("{\"pan\":\"", "\"}"),
        ("{\"pan\": \"", "\", \"InvId\": 678}"),
        ("{\\\"card\\\":\\\"", "\\\"}"),
        ("{\\x22card\\x22:\\x22", "\\x22}"),
        ("\\u0022", "\\u0022"),
        ("<Pan>", "</Pan>"),
        ("<Card Number=\"", "\" Bank=\"x\"/>"),
        ("&lt;pan&gt;", "&lt;/pan&gt;"),
        ("<![CDATA[", "]]>"),
        ("<td class=\"c\">", "</td>"),
        ("<input name=card value=\"", "\">"),
        ("{\"log\":{\"entries\":[{\"request\":{\"postData\":{\"text\":\"pan=", "&ok=1\"}}}]}}"),
        ("{\"name\":\"card\",\"value\":\"", "\"},"),
        ("1834;", ";12450,00;\n"),
        ("\"41\",\"", "\",\"x\"\n"),
        ("x;\"", "\";y"),
        ("\u001b[32m", "\u001b[0m"),
        ("\u001b[1;33mWARN\u001b[0m card ", " declined"),
        ("    [card] => ", "\n)\n"),
        ("Pan", "Z"),
    ];

    public static Gen<(string Before, string After)> Place { get; } = Gen.Elements(Places);

    /// <summary>Digits in one piece.</summary>
    public static Gen<Disguise> Joined { get; } = from place in Place select new Disguise(place.Before, place.After, '0', s => s);

    /// <summary>Digits in groups of one size with one separator.</summary>
    public static Gen<Disguise> Parted { get; } =
        from place in Place
        from separator in Gen.Elements(Separators)
        from size in Gen.Frequency((3, Gen.Constant(4)), (1, Gen.Choose(1, 8)))
        select new Disguise(place.Before, place.After, '0', s => Grouped(s, size, separator));

    /// <summary>Digits in the groups that issuers print: 4-4-4-4, 4-6-5, 4-6-4, with different separators.</summary>
    public static Gen<Disguise> Printed { get; } =
        from place in Place
        from first in Gen.Elements(InLine)
        from other in Gen.Elements(InLine)
        select new Disguise(place.Before, place.After, '0', s => s.Length is 14 or 15
            ? s[..4] + first + s[4..10] + other + s[10..]
            : s[..4] + first + Grouped(s[4..], 4, other));

    /// <summary>A line break anywhere in joined digits.</summary>
    public static Gen<Disguise> Broken { get; } =
        from place in Place
        from end in Gen.Elements(LineEnds)
        from at in Gen.Choose(1, 12)
        select new Disguise(place.Before, place.After, '0', s => s.Insert(at, end));

    /// <summary>A line break inside a group of four.</summary>
    public static Gen<Disguise> BrokenInGroup { get; } =
        from separator in Gen.Elements(InLine[..3])
        from end in Gen.Elements(LineEnds)
        from at in Gen.Choose(1, 12)
        where at % 4 != 0
        select new Disguise("card ", " ok", '0', s => Grouped(s[..at], 4, separator) + end + Rest(s, at, separator));

    /// <summary>Full-width, Arabic-Indic and extended Arabic-Indic digits, joined and in groups.</summary>
    public static Gen<Disguise> OtherDigits { get; } =
        from zero in Gen.Elements('\uFF10', '\u0660', '\u06F0')
        from separator in Gen.Elements("", " ", "\u00A0", "-", "\u3000")
        from place in Gen.Elements(("card ", " declined"), ("{\"pan\":\"", "\"}"), ("карта ", "."), ("<Pan>", "</Pan>"), ("GET /p?pan=", "&x=1"))
        select new Disguise(place.Item1, place.Item2, zero, s => Grouped(s, 4, separator));

    public static string Grouped(string digits, int size, string separator) =>
        string.Join(separator, digits.Chunk(size).Select(group => new string(group)));

    private static string Rest(string s, int at, string separator)
    {
        var first = at + 4 - at % 4;
        return first >= s.Length ? s[at..] : s[at..first] + separator + Grouped(s[first..], 4, separator);
    }
}
