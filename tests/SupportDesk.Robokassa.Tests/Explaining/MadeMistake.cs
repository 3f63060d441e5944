using SupportDesk.Robokassa.Explaining;

namespace SupportDesk.Robokassa.Tests.Explaining;

/// <summary>A question whose signature was made with one mistake, by code that shares nothing with the search.</summary>
internal sealed record MadeMistake(SignatureQuestion Question, SignatureMistake Mistake, string BaseString, string Right)
{
    private static readonly SignatureMistake[] All = Enum.GetValues<SignatureMistake>();

    public static MadeMistake Draw(Random random, ShopPasswords passwords)
    {
        while (true)
        {
            var mistake = All[random.Next(All.Length)];
            if (Try(random, passwords, mistake) is { } made)
                return made;
        }
    }

    private static MadeMistake? Try(Random random, ShopPasswords passwords, SignatureMistake mistake)
    {
        var needsPayment = mistake
            is SignatureMistake.ReceiptEncoding
                or SignatureMistake.ReceiptMissing
                or SignatureMistake.ReceiptSpelling
                or SignatureMistake.Url2Encoding
                or SignatureMistake.ModifierMissing
                or SignatureMistake.LoginWhitespace
                or SignatureMistake.LoginCase;
        var kind = needsPayment ? SignedKind.Payment : (SignedKind)random.Next(3);
        var isTest = mistake == SignatureMistake.LivePasswordUsed || mistake != SignatureMistake.TestPasswordUsed && random.Next(4) == 0;
        var algorithm = (SignatureAlgorithm)random.Next(6);
        var login = "shop-" + random.Next(10, 99);
        var sentLogin =
            mistake == SignatureMistake.LoginCase ? (random.Next(2) == 0 ? login.ToUpperInvariant() : "Shop" + login[4..])
            : mistake != SignatureMistake.LoginWhitespace ? login
            : random.Next(2) == 0 ? login + " "
            : login.Replace("-", "- ", StringComparison.Ordinal);
        var outSum = random.Next(1, 9999) + (random.Next(2) == 0 ? ".50" : ".00");
        var invId = random.Next(1000, 999_999).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var modifiers = kind != SignedKind.Payment ? [] : Modifiers(random, needsPayment);
        var shp = Shp(random);
        var (one, two) = isTest ? (passwords.TestPassword1!, passwords.TestPassword2!) : (passwords.Password1!, passwords.Password2!);
        var password = kind == SignedKind.Result ? two : one;
        List<KeyValuePair<string, string>> extra =
        [
            new("Description", "Заказ " + random.Next(100)),
            .. isTest ? [new("IsTest", "1")] : (KeyValuePair<string, string>[])[],
        ];

        string Base(string sum, string? number, IEnumerable<string> middle, string secret, IEnumerable<string> own) => string.Join(':',
            [.. kind == SignedKind.Payment ? (string[])[login] : [], sum, .. number is null ? [] : (string[])[number], .. middle, secret, .. own]);
        var middle = modifiers.Select(field => field.Value).ToList();
        var own = shp.OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase).Select(pair => $"{pair.Key}={pair.Value}").ToList();
        var right = Base(outSum, invId, middle, password, own);
        if (mistake is SignatureMistake.LoginWhitespace or SignatureMistake.LoginCase)
            right = sentLogin + right[login.Length..];
        var signedWith = algorithm;
        var charset = System.Text.Encoding.UTF8;
        string? wrong = null;
        switch (mistake)
        {
            case SignatureMistake.Password1Used when kind == SignedKind.Result:
                wrong = Base(outSum, invId, middle, one, own);
                break;
            case SignatureMistake.Password2Used when kind != SignedKind.Result:
                wrong = Base(outSum, invId, middle, two, own);
                break;
            case SignatureMistake.TestPasswordUsed:
                wrong = Base(outSum, invId, middle, kind == SignedKind.Result ? passwords.TestPassword2! : passwords.TestPassword1!, own);
                break;
            case SignatureMistake.LivePasswordUsed:
                wrong = Base(outSum, invId, middle, kind == SignedKind.Result ? passwords.Password2! : passwords.Password1!, own);
                break;
            case SignatureMistake.Whitespace:
                wrong = Base(outSum, invId, middle, password + (random.Next(2) == 0 ? " " : "\r\n"), own);
                break;
            case SignatureMistake.PasswordCase:
                wrong = Base(outSum, invId, middle, password.ToUpperInvariant(), own);
                break;
            case SignatureMistake.Algorithm:
                signedWith = (SignatureAlgorithm)(((int)algorithm + random.Next(1, 6)) % 6);
                wrong = right;
                break;
            case SignatureMistake.OutSumFormat:
                wrong = Base(random.Next(2) == 0 ? outSum + "0000" : outSum.Replace('.', ','), invId, middle, password, own);
                break;
            case SignatureMistake.InvIdSlot:
                wrong = Base(outSum, random.Next(3) switch { 0 => "", 1 => "0", _ => null }, middle, password, own);
                break;
            case SignatureMistake.ShpMissing when own.Count > 0:
                wrong = Base(outSum, invId, middle, password, random.Next(2) == 0 ? [] : own.Skip(1));
                break;
            case SignatureMistake.ShpOrder when own.Count > 1:
                wrong = Base(outSum, invId, middle, password, Enumerable.Reverse(own));
                break;
            case SignatureMistake.ShpNameCase when own.Count > 0:
                wrong = Base(outSum, invId, middle, password, own.Select(pair => pair.Split('=')[0].ToLowerInvariant() + "=" + pair.Split('=', 2)[1]));
                break;
            case SignatureMistake.ShpValueEncoding when shp.Count > 0:
                wrong = Base(outSum, invId, middle, password, own.Select(pair => pair.Split('=')[0] + "=" + Uri.EscapeDataString(pair.Split('=', 2)[1])));
                break;
            case SignatureMistake.ReceiptMissing:
                wrong = Base(outSum, invId, modifiers.Where(field => field.Key != "Receipt").Select(field => field.Value), password, own);
                break;
            case SignatureMistake.ReceiptEncoding:
                wrong = Base(
                    outSum,
                    invId,
                    modifiers.Select(field =>
                        field.Key != "Receipt" ? field.Value
                        : random.Next(2) == 0 ? Uri.UnescapeDataString(field.Value)
                        : Uri.EscapeDataString(field.Value)
                    ),
                    password,
                    own
                );
                break;
            case SignatureMistake.Url2Encoding:
                wrong = Base(
                    outSum,
                    invId,
                    modifiers.Select(field => field.Key is "ResultUrl2" ? Uri.EscapeDataString(field.Value) : field.Value),
                    password,
                    own
                );
                break;
            case SignatureMistake.ExtraFieldSigned:
                wrong = Base(outSum, invId, [extra[0].Value, .. middle], password, own);
                break;
            case SignatureMistake.LoginWhitespace:
            case SignatureMistake.LoginCase:
                wrong = Base(outSum, invId, middle, password, own);
                break;
            case SignatureMistake.ModifierMissing:
                wrong = Base(outSum, invId, modifiers.Where(field => field.Key != "ResultUrl2").Select(field => field.Value), password, own);
                break;
            case SignatureMistake.OwnParameterWithoutShp:
                wrong = Base(outSum, invId, middle, password, [.. own, $"{extra[0].Key}={extra[0].Value}"]);
                break;
            case SignatureMistake.ReceiptSpelling:
                wrong = Base(
                    outSum,
                    invId,
                    modifiers.Select(field => field.Key != "Receipt" ? field.Value : Respelled(random, Uri.UnescapeDataString(field.Value))),
                    password,
                    own
                );
                break;
            // Not those within a value.
            case SignatureMistake.Separator when !middle.Exists(text => text.Contains(':', StringComparison.Ordinal)):
                wrong = right.Replace(":", random.Next(2) == 0 ? ": " : ";", StringComparison.Ordinal);
                break;
            case SignatureMistake.Charset when own.Count > 0:
                shp[0] = new(shp[0].Key, "Тариф");
                own = [.. own.Select(pair => pair.StartsWith(shp[0].Key + "=", StringComparison.Ordinal) ? shp[0].Key + "=Тариф" : pair)];
                right = wrong = Base(outSum, invId, middle, password, own);
                charset = System.Text.CodePagesEncodingProvider.Instance.GetEncoding(1251)!;
                break;
            case SignatureMistake.PasswordEmpty:
                wrong = Base(outSum, invId, middle, random.Next(2) == 0 ? "" : "undefined", own);
                break;
            case SignatureMistake.ShpNotSent:
                extra.Add(new("zone", "5"));
                wrong = Base(outSum, invId, middle, password, [.. own, "Shp_zone=5"]);
                break;
            case SignatureMistake.LinkSignature when kind != SignedKind.Payment:
                extra.Add(new("MerchantLogin", login));
                wrong = $"{login}:{Base(outSum, invId, middle, one, own)}";
                break;
            case SignatureMistake.PartOrder when own.Count > 0 && random.Next(2) == 0:
                wrong = Base(outSum, invId, [.. middle, .. own], password, []);
                break;
            case SignatureMistake.PartOrder:
                wrong = Base(invId, outSum, middle, password, own);
                break;
            case SignatureMistake.TrailingColon:
                wrong = right + ":";
                break;
        }

        if (wrong is null || wrong == right && mistake is not (SignatureMistake.Algorithm or SignatureMistake.Charset))
            return null;
        var question = new SignatureQuestion
        {
            Kind = kind,
            Passwords = passwords,
            Algorithm = algorithm,
            Fields =
            [
                .. kind == SignedKind.Payment ? [new("MerchantLogin", sentLogin)] : (KeyValuePair<string, string>[])[],
                new("OutSum", outSum),
                new("InvId", invId),
                .. modifiers, .. extra, .. shp, new("SignatureValue", SignatureHash.Compute(signedWith, wrong, charset)),
            ],
        };
        return new MadeMistake(question, mistake, wrong, SignatureHash.Compute(algorithm, right));
    }

    // As json.dumps writes it, then encoded as it would have been sent.
    private static string Respelled(Random random, string json)
    {
        var escaped = string.Concat(json.Select(c => c < 128 ? c.ToString() : $"\\u{(int)c:x4}"));
        var spaced =
            random.Next(2) == 0 ? escaped : escaped.Replace("\":", "\": ", StringComparison.Ordinal).Replace(",\"", ", \"", StringComparison.Ordinal);
        return Uri.EscapeDataString(spaced);
    }

    private static List<KeyValuePair<string, string>> Modifiers(Random random, bool whole)
    {
        var all = new List<KeyValuePair<string, string>>();
        if (whole || random.Next(2) == 0)
            all.Add(new("Receipt", Uri.EscapeDataString($$"""{"items":[{"name":"Товар {{random.Next(9)}}","quantity":1,"sum":100}]}""")));
        if (random.Next(4) == 0)
            all.Add(new("StepByStep", "true"));
        if (whole || random.Next(3) == 0)
            all.Add(new("ResultUrl2", "https://shop.example/rk?x=" + random.Next(99)));
        return all;
    }

    // One case of the prefix and no name that begins another one: all readings of the order agree.
    private static List<KeyValuePair<string, string>> Shp(Random random) =>
        [
            .. new[] { "Shp_order", "Shp_Client", "Shp_label" }
                .Take(random.Next(4))
                .Select(name => KeyValuePair.Create(name, random.Next(2) == 0 ? "значение " + random.Next(99) : "a b&c")),
        ];
}
