using System.Globalization;
using System.Text;

namespace SupportDesk.Masking.Fuzz;

/// <summary>Makes lines of the things that the rules look for, whole and half, well and badly put together.</summary>
internal sealed class Grammar(Random random)
{
    private static readonly string[] Prefixes = ["2200", "2204", "4", "51", "55", "2221", "2720", "50", "56", "62", "35", "34", "37", "36", "6011", "9", "1"];
    private static readonly string[] Separators =
    [
        " ",
        "  ",
        "\u00a0",
        "\u2009",
        "-",
        "–",
        ".",
        "+",
        "%20",
        "&nbsp;",
        "&#32;",
        "\\u0020",
        "\\n",
        "\u001b[31m",
        "\u001b[0m",
        "\n",
        "\r\n",
        "=\r\n",
        "\n> ",
        "_",
        "/",
        ",",
        "\t",
    ];
    private static readonly string[] Keys =
    [
        "password",
        "Password1",
        "password2",
        "PASSWORD3",
        "mrh_pass1",
        "ROBOKASSA_TEST_PASSWORD1",
        "pwd",
        "passwd",
        "пароль",
        "Пароль №1",
        "Пароль #2",
        "пароли",
        "cvv",
        "CVC2",
        "cvp2",
        "код безопасности",
        "access_token",
        "client_secret",
        "api_key",
        "x-api-key",
        "secret",
        "token",
        "pin",
        "pin_block",
        "ПИН",
        "otp",
        "код",
        "sms code",
        "код подтверждения",
        "exp",
        "expiry",
        "срок",
        "cardholder",
        "holder",
        "держатель",
        "Authorization",
        "Proxy-Authorization",
        "Cookie",
        "Set-Cookie",
        "card",
        "pan",
        "InvId",
        "OutSum",
        "SignatureValue",
        "sum",
        "e-mail",
        "phone",
        "ИНН",
        "СНИЛС",
        "паспорт",
    ];

    private static readonly string[] TriggerPatterns =
    [
        "=",
        ": ",
        ":",
        " = ",
        " => ",
        "\":\"",
        "\\\":\\\"",
        "':'",
        "\" => \"",
        "&quot;:&quot;",
        "%22%3A%22",
        "> ",
        "\t",
        " ",
        "\">",
        "==",
        ";s:8:\"",
        "] => ",
    ];
    private static readonly string[] Opening = ["", "", "", "\"", "'", "\\\"", "(", "[", "{", "<", "`", "«", "&quot;", "%22", "$", "<![CDATA["];
    private static readonly string[] Terminator = ["", "", "", "\"", "'", "\\\"", ")", "]", "}", ">", "`", "»", "&quot;", "%22", ";", ",", "]]>", "&"];
    private static readonly string[] Ends = ["\n", "\n", "\r\n", "", "&", "\r", "\\n", "\n\n", ", ", "; ", "\0", "<br>"];

    private static readonly string[] Phrases =
    [
        "Bearer ",
        "Basic ",
        "Digest ",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
        "-----BEGIN PRIVATE KEY-----\nMIIEvQ",
        "-----END PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\n",
        ";4111111111111111=25121010000000000000?",
        "%B4111111111111111^IVANOV/IVAN^2512101?",
        "exp 12/27",
        "IVAN IVANOV",
        "robokassa:100.00:5:Qwe12345",
        "https://user:secret@shop.example/",
        "sid=1; a=b",
        "[masked:cvv]",
        "[masked:password]",
        "[masked:",
        "************1111",
        "411111******1111",
        "4111 11XX XXXX 1111",
        "xxxx",
        "****",
        "+7 912 345-67-89",
        "ivan@mail.ru",
        "203.0.113.7",
        "2001:db8::1",
        "112-233-445 95",
        "4509 123456",
        "500100732259",
        "40817810099910004312",
        "550e8400-e29b-41d4-a716-446655440000",
        "2026-03-21T12:13:14.567Z",
        "1774080000000",
        "Ваш код 4821. Никому не сообщайте его",
        "s:9:\"password1\";s:8:\"Qwe12345\";",
        "a:2:{",
        "array(",
        "[password] => Qwe",
        "--password Qwe",
        "-pQwe12345",
        "define('ROBOKASSA_PASS1', 'Qwe12345');",
        "<Password1>Qwe</Password1>",
        "name=\"password\" value=\"Qwe\"",
        "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_0123456789abcdefghijABCDEFGHIJ012345",
        "",
        "null",
        "true",
        "%",
        "\\",
        "\u001b[",
        "=?utf-8?B?",
        "\ufeff",
    ];

    public byte[] Lines()
    {
        var text = new StringBuilder();
        for (var pieces = random.Next(1, 10); pieces > 0; pieces--)
            text.Append(Piece());
        return Encode(text.ToString());
    }

    public byte[] Noise() => Encode(random.Next(3) switch
    {
        0 => Pick(Terminator) + Pick(Separators),
        1 => Pick(Phrases),
        _ => Pick(Opening) + Pick(Keys),
    });

    private string Piece() => random.Next(10) switch
    {
        0 or 1 or 2 => Pick(Opening) + Number() + Pick(Terminator) + Pick(Ends),
        3 or 4 or 5 => Pick(Opening) + Pick(Keys) + Pick(TriggerPatterns) + Pick(Opening) + Value() + Pick(Terminator) + Pick(Ends),
        6 => Pick(Phrases) + Pick(Ends),
        7 => Convert.ToBase64String(Encoding.UTF8.GetBytes(Pick(Keys) + Number() + Pick(Phrases))) + Pick(Ends),
        8 => Pick(Keys) + " " + Pick(Phrases),
        _ => Pick(Opening) + Pick(Separators) + Pick(Terminator) + Pick(TriggerPatterns),
    };

    private string Value() => random.Next(6) switch
    {
        0 => Number(),
        1 => Pick(Phrases),
        2 => new string("aЯ4*x \"\\["[random.Next(9)], random.Next(1, 300)),
        3 => random.Next(10000).ToString(CultureInfo.InvariantCulture),
        4 => Pick(Keys),
        _ => Convert.ToHexStringLower(BitConverter.GetBytes(random.NextInt64())),
    };

    private string Number()
    {
        var digits = new StringBuilder(Pick(Prefixes));
        for (var length = random.Next(8) == 0 ? random.Next(6, 24) : 15; digits.Length < length;)
            digits.Append((char)('0' + random.Next(10)));
        if (random.Next(5) != 0)
            digits.Append(CheckDigit(digits));
        return Disguise(digits.ToString());
    }

    private string Disguise(string digits)
    {
        var separator = random.Next(3) == 0 ? "" : Pick(Separators);
        var script = random.Next(8) switch { 0 => '\uFF10', 1 => '\u0660', _ => '0' };
        var uneven = random.Next(4) == 0;
        var text = new StringBuilder();
        var left = 4;
        foreach (var digit in digits)
        {
            if (left-- == 0)
            {
                text.Append(separator);
                left = uneven ? random.Next(1, 6) : 3;
            }

            text.Append((char)(script + (digit - '0')));
        }

        return text.ToString();
    }

    private static char CheckDigit(StringBuilder digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            sum += i % 2 == 1 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
        }

        return (char)('0' + (10 - sum % 10) % 10);
    }

    private byte[] Encode(string text) => random.Next(8) == 0
        ? CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes(text)
        : Encoding.UTF8.GetBytes(text);

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
