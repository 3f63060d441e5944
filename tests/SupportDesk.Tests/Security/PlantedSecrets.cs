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
        "заказ: " + string.Join(", ", Innocent),
        "конец");

    public static byte[] Bytes => Encoding.UTF8.GetBytes(Text);

    /// <summary>One line of it, for fields that take no more.</summary>
    public static string Line => "карта 5213 2437 3794 2241, Password1=Zima-2026-odin";
}
