using System.Text;

namespace SupportDesk.Tests.Security;

/// <summary>
/// Secrets of the threat model's cases T-84, T-86 and T-87, as people and programs write them, and what case T-85 says
/// must stay. Every door of the desk gets the same text.
/// </summary>
internal static class PlantedSecrets
{
    /// <summary>Digits of card numbers: whatever stands between them, they may be nowhere.</summary>
    public static readonly IReadOnlyList<string> Cards =
    [
        "2200700712345676", "6212345678901232", "5018000000000009", "2223000048400011", "5213243737942241", "378282246310005", "4012888888881881",
        // Each of these with another gap between its groups.
        "4276160029455525", "4276160085877257", "4276160046656931", "4276160039531224", "4276160061254778", "4276160082263287",
        "4276160094584852", "4276160095222551", "4276160021372926", "4276160078397859", "4276160088772588", "4276160074882383",
        "4276160058177164", "4276160068565945", "4276160019852723", "4276160014511951",
        "5469000012345677",
    ];

    /// <summary>Other secrets, byte for byte.</summary>
    public static readonly IReadOnlyList<string> Values =
    [
        "29121010000000000777", " 8137 ", "1A2B3C4D5E6F7081", "Zima-2026-odin", "Leto-2026-dva", "sk-live-51Hx9Qw2Er4Ty6Ui8Op",
        "eyJzdWIiOiI3NzAwMSIsInJvbGUiOiJzaG9wIn0", "9f8e7d6c5b4a39281706f5e4d3c2b1a0",
    ];

    /// <summary>Numbers that look like secrets and are none.</summary>
    public static readonly IReadOnlyList<string> Innocent =
    [
        "1763629361042", "40702810900000012345", "7707083893", "550e8400-e29b-41d4-a716-446655440000", "InvoiceID 4100000017", "+7 916 123-45-67",
    ];

    public static string Text { get; } = string.Join('\n',
        "карта 2200 7007 1234 5676 принята",
        "pan=6212\u00A03456\u00A07890\u00A01232&sum=100",
        "{\"card\":\"5018-0000-0000-0009\",\"ok\":true}",
        "<PAN>2223\u20090000\u20094840\u20090011</PAN>",
        "GET /pay?card=5213243737942241 200",
        "amex 3782 822463 10005",
        "\u001b[31m4012\u001b[0m888888881881 declined",
        "карта 4012888888881881 cvv 8137 до 12/29",
        "track2: ;4012888888881881=29121010000000000777?",
        "pinblock=1A2B3C4D5E6F7081",
        "Password1=Zima-2026-odin",
        "$mrh_pass2 = 'Leto-2026-dva';",
        "Authorization: Bearer sk-live-51Hx9Qw2Er4Ty6Ui8Op",
        "token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3NzAwMSIsInJvbGUiOiJzaG9wIn0.4Vn6h1Qq0b2c3d4e5f6g7h8i9j0k",
        "Cookie: sid=9f8e7d6c5b4a39281706f5e4d3c2b1a0",
        "номер 4276  1600  2945  5525 оплачен",
        "номер 4276\t\t1600\t\t8587\t\t7257 оплачен",
        "номер 4276 - 1600 - 4665 - 6931 оплачен",
        "номер 4276 | 1600 | 3953 | 1224 оплачен",
        "номер 4276_1600_6125_4778 оплачен",
        "номер 4276/1600/8226/3287 оплачен",
        "номер 4276, 1600, 9458, 4852 оплачен",
        "номер 4276\u200B1600\u200B9522\u200B2551 оплачен",
        "номер 4276\u20601600\u20602137\u20602926 оплачен",
        "номер 4276\u00AD1600\u00AD7839\u00AD7859 оплачен",
        "номер 4276\uFEFF1600\uFEFF8877\uFEFF2588 оплачен",
        "номер 4276\u200E1600\u200E7488\u200E2383 оплачен",
        "номер 4276&nbsp; 1600&nbsp; 5817&nbsp; 7164 оплачен",
        "номер 4276&emsp;&emsp;1600&emsp;&emsp;6856&emsp;&emsp;5945 оплачен",
        "номер 4276<!-- x -->1600<!-- x -->1985<!-- x -->2723 оплачен",
        "номер 4276<br>1600<br>1451<br>1951 оплачен",
        "и ещё 5469  0000  1234  5677 на обороте",
        "заказ: " + string.Join(", ", Innocent),
        "конец");

    public static byte[] Bytes => Encoding.UTF8.GetBytes(Text);

    /// <summary>One line of it, for fields that take no more.</summary>
    public static string Line => "карта 5213 2437 3794 2241 и 5469  0000  1234  5677, Password1=Zima-2026-odin";
}
