using FsCheck;
using FsCheck.Fluent;

namespace SupportDesk.Masking.Tests.Properties;

/// <summary>Generators of what logs, callbacks and letters are full of and what must stay.</summary>
internal static class HarmlessText
{
    private static Gen<string> Hex(int length, string alphabet) =>
        from digits in Gen.ArrayOf(Gen.Elements(alphabet.ToCharArray()), length) select new string(digits);

    private static Gen<string> Digits(int length) => from digits in Gen.ArrayOf(Gen.Choose(0, 9), length) select string.Concat(digits);

    private static Gen<string> LowerHex(int length) => Hex(length, "0123456789abcdef");

    private static Gen<string> UpperHex(int length) => Hex(length, "0123456789ABCDEF");

    private static Gen<string> Uuid { get; } =
        from a in LowerHex(8) from b in LowerHex(4) from c in LowerHex(4) from d in LowerHex(4) from e in LowerHex(12) select $"{a}-{b}-{c}-{d}-{e}";

    private static Gen<string> Time { get; } = from n in Gen.Choose(0, 86399) select $"{n / 3600:00}:{n / 60 % 60:00}:{n % 60:00}";

    /// <summary>Robokassa's fields, ids and digests.</summary>
    public static Gen<string> Payment { get; } = Gen.OneOf(
        from n in Gen.Choose(1, int.MaxValue) select $"InvId={n}",
        from n in Gen.Choose(1, int.MaxValue) select $"\"InvoiceID\":{n}",
        from n in Gen.Choose(1, 9_999_999) select $"OutSum={n / 100}.{n % 100:00}0000",
        from digest in Gen.OneOf(UpperHex(32), LowerHex(32), LowerHex(40), LowerHex(64), UpperHex(128)) select $"SignatureValue={digest}",
        from id in Uuid select $"OpKey={id.ToUpperInvariant()}",
        from n in Gen.Choose(0, 99_999) select $"RRN=6325123{n:00000}",
        from n in Gen.Choose(0, 99_999) select $"Shp_order={n}",
        Gen.Elements("MerchantLogin:OutSum:InvId", "IncCurrLabel=BankCardPSR", "Culture=ru", "IsTest=1", "Password #1", "подпись не совпала", "Ошибка 29"));

    /// <summary>Identifiers of machines and programs.</summary>
    public static Gen<string> Technical { get; } =
        Gen.OneOf(
            Uuid,
            LowerHex(40),
            LowerHex(7),
            from time in Time
            from date in Gen.Choose(1, 28)
            select $"2026-11-{date:00}T{time}.{date:000}+03:00",
            from n in Gen.Choose(0, int.MaxValue)
            select $"17{n % 100_000_000:00000000}",
            from n in Gen.Choose(0, int.MaxValue)
            from ms in Gen.Choose(0, 999)
            select $"17{n % 100_000_000:00000000}{ms:000}",
            from n in Gen.Choose(0, 999_999)
            select $"0.{n:000000}",
            from a in Gen.Choose(0, 99)
            from b in Gen.Choose(0, 99)
            from c in Gen.Choose(0, 9999)
            select $"v{a}.{b}.{c}",
            from n in Gen.Choose(0, 65535)
            select $"at Shop.Pay.Charge(Pay.cs:{n})",
            from n in Gen.Choose(0, 99)
            select $"\u001b[3{n % 8}mINFO\u001b[0m",
            Gen.Elements(
                "GET /robots.txt HTTP/1.1",
                "compass",
                "cvs",
                "tokens",
                "cookie policy",
                "key=",
                "pin",
                "<br/>",
                "{\"a\":null}",
                "C:\\www\\shop",
                "200 OK",
                "sha512-",
                "*****"
            )
        );

    /// <summary>Accounts and numbers of firms; twenty digits, or ten and thirteen that no issuer begins a number with.</summary>
    public static Gen<string> Business { get; } = Gen.OneOf(
        from n in Digits(7) select $"р/с 4070281090000{n}",
        from n in Digits(7) select $"40802810700000{n[1..]}",
        from n in Digits(8) select $"ИНН 77{n}",
        from n in Digits(10) select $"ОГРН 102{n}",
        from n in Digits(6) select $"БИК 044{n}",
        from n in Gen.Choose(0, 9_999_999) select $"заказ № 2026-{n:0000000}",
        from n in Gen.Choose(0, 99_999_999) select $"договор ROBO-{n}",
        from n in Gen.Choose(0, 9_999_999) select $"{n / 100} {n % 100:00} руб.",
        Gen.Elements("Здравствуйте!", "оплата не прошла", "Visa, Мир", "срок действия карты", "держатель карты", "код ошибки 29"));

    /// <summary>Phones and addresses, which stay unless they are asked for.</summary>
    public static Gen<string> Contact { get; } = Gen.OneOf(
        from n in Gen.Choose(0, 9_999_999) select $"+7 (921) {n / 10_000:000}-{n / 100 % 100:00}-{n % 100:00}",
        from n in Gen.Choose(0, int.MaxValue) select $"{n >> 24}.{(n >> 16) & 255}.{(n >> 8) & 255}.{n & 255}",
        from n in Gen.Choose(0, 999) select $"ivan{n}@example.ru");

    /// <summary>Some of all, parted by what no card number has between its groups.</summary>
    public static Gen<string> Any { get; } = Parted(Gen.OneOf(Payment, Technical, Business, Contact));

    /// <summary>The same without anything that tells who a person is.</summary>
    public static Gen<string> Impersonal { get; } = Parted(Gen.OneOf(Payment, Technical, Business));

    private static Gen<string> Parted(Gen<string> part) =>
        from parts in Gen.ListOf(part)
        from ends in Gen.ListOf(Gen.Elements(", ", " | ", "\n\n", "\t", "; ", "\r\n\t", "&", " / "))
        select string.Concat(parts.Zip(ends, (text, end) => text + end));
}
