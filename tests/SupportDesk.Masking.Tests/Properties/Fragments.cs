using FsCheck;
using FsCheck.Fluent;

namespace SupportDesk.Masking.Tests.Properties;

/// <summary>Generators of text in which secrets, halves of secrets and other things meet in any order.</summary>
internal static class Fragments
{
    private static readonly string[] Punctuation =
    [
        " ",
        " ",
        " ",
        "\n",
        "\n",
        "\r\n",
        "\n> ",
        ", ",
        ". ",
        "; ",
        "-",
        ".",
        "+",
        "*",
        "**",
        "****",
        "****",
        "xxxx",
        "XXXX",
        "\"",
        "'",
        "\\",
        "\\\"",
        "&",
        "=",
        ":",
        "|",
        "/",
        "@",
        "<",
        ">",
        "[",
        "]",
        "{",
        "}",
        "(",
        ")",
        "%20",
        "%22",
        "%3D",
        "\\u0020",
        "\\n",
        "\\x22",
        "&quot;",
        "&nbsp;",
        "&amp;",
        "\u00A0",
        "\u2009",
        "\u001b[0m",
        "\u001b[31;1m",
        "=>",
        "=\n",
        "✔",
        "￥",
    ];

    private static readonly string[] Secrets =
    [
        "411111******1111",
        "4111 11** **** 1111",
        "220000XXXXXX0004",
        "**** **** **** 0004",
        "************1111",
        "CVV: 123",
        "cvv=",
        "\"cvv\":\"123\"",
        "код безопасности 123",
        "123 (cvc)",
        "Пароль #1: ",
        "пароль №2 - Qwe123!",
        "password1=",
        "\"Password2\":\"",
        "mrh_pass1 = 'q",
        "<Password1>",
        "</Password1>",
        "Password #1 is Qwe12345",
        "SetEnv DB_PASSWORD ",
        "my-shop:100.00:678:Qwe12345",
        "100.000000:678:Qwe12345:Shp_a=1",
        "md5(\"a:10:1:",
        "Cookie: a=b; c=d",
        "Set-Cookie: sid=1; Path=/",
        "Authorization: Basic dXNlcjpwYXNz",
        "Bearer abcdefgh12345678",
        "token=abcdefgh1234",
        "\"api_key\":\"9c1f4e77b2d34a55\"",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcdefgh1234",
        "client_secret: ",
        "mysql://shop:Zima2026@db/shop",
        "-----BEGIN PRIVATE KEY-----\n",
        "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7\n",
        "-----END PRIVATE KEY-----\n",
        "12/27",
        "срок 05/28",
        "exp=12%2F28",
        "\"expiry\":\"1228\"",
        "IVAN IVANOV",
        "holder: ANNA PETROVA",
        ";4111111111111111=28121010000012345678?",
        "%B4111111111111111^PETROV/IVAN^2812101?",
        "pin_block=0412AC89ABCDEF67",
        "PIN 4417",
        "Код: 482913",
        "никому не сообщайте код 7731",
        "Your verification code is 839201",
        "one-time password",
        "OTP 551903",
        "card ending 1111",
        "NDExMTExMTExMTExMTExMQ==",
        "eyJwYW4iOiI1NTU1NTU1NTU1NTU0NDQ0In0=",
        "ivan.petrov@mail.ru",
        "+7 916 123-45-67",
        "8 (916) 123-45-67",
        "%2B79161234567",
        "паспорт 45 08 123456",
        "СНИЛС 112-233-445 95",
        "ИНН 500100732259",
        "185.59.216.65",
        "2a02:6b8::1:23",
    ];

    private static readonly string[] Words =
    [
        "сумма",
        "Xyz",
        "card",
        "карта",
        "GET /a?b=c HTTP/1.1",
        "[masked:pan]",
        "[masked:cvv]",
        "[masked:password]",
        "[masked:code]",
        "[masked:email]",
        "[masked",
        "masked:pan]",
        "i***@mail.ru",
        "+7 *** ***-12-34",
        "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
        "0.4532015112830366",
        "40702810900000012345",
        "SignatureValue=0B1E5BFA4D4F24A33DBCF3BD0C6D4E17",
        "10:14:02",
        "2026-11-21",
    ];

    private static Gen<string> Piece { get; } =
        Gen.OneOf(
            CardNumbers.Any,
            from number in CardNumbers.Any
            from disguise in Gen.OneOf(Disguises.Joined, Disguises.Parted, Disguises.Printed, Disguises.Broken, Disguises.OtherDigits)
            select disguise.Show(number),
            from n in Gen.Choose(0, 9999)
            select n.ToString(null as IFormatProvider),
            from n in Gen.Choose(0, int.MaxValue)
            select n.ToString("0000000000000", null),
            from n in Gen.Choose(100, 999)
            select $"CVV: {n}",
            Gen.Elements(Punctuation),
            Gen.Elements(Punctuation),
            Gen.Elements(Secrets),
            Gen.Elements(Secrets),
            Gen.Elements(Words),
            HarmlessText.Payment
        );

    public static Gen<string> Text { get; } = from pieces in Gen.ListOf(Piece) select string.Concat(pieces);

    /// <summary>Text and whether personal data is to be hidden in it.</summary>
    public static Gen<(string Text, PersonalData Personal)> Case { get; } =
        from text in Text from personal in Gen.Elements(PersonalData.None, PersonalData.None, PersonalData.Identity, PersonalData.All) select (text, personal);

    /// <summary>Text with bytes that no encoding knows among it.</summary>
    public static Gen<byte[]> Bytes { get; } =
        from pieces in Gen.ListOf(Gen.OneOf(
            from piece in Piece select System.Text.Encoding.UTF8.GetBytes(piece),
            from piece in Piece select System.Text.Encoding.Unicode.GetBytes(piece),
            from noise in Gen.ArrayOf(Gen.Choose(0, 255)) select Array.ConvertAll(noise, b => (byte)b)))
        select pieces.SelectMany(piece => piece).ToArray();
}
