using System.Globalization;
using System.Text;

namespace SupportDesk.Robokassa.Explaining;

/// <summary>
/// What people do wrong, part by part. Of one part at most one variation is tried at a time; the parts stand in the order of
/// how often they are to blame.
/// </summary>
internal static class UsualMistakes
{
    private const int MostPermuted = 4;
    private const int MostExtra = 12;
    private static readonly (string Text, string Word)[] Blanks = [(" ", "blank"), ("\n", "LF"), ("\r\n", "CR LF"), ("\r", "CR"), ("\t", "tab")];
    private static readonly string[] AmountFormats = ["0.##########", "0.0", "0.00", "0.000000", "#,0.00", "#,0"];
    private static readonly string[] Separators = ["", ";", ",", "|", "::", ": ", " : ", " ", "&", "-", "_", ".", "\n"];
    private static readonly string[] Nothings = ["", "undefined", "None", "null", "NaN"];
    private static readonly Encoding Windows1251 = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;
    private static readonly string[] Urls = ["ResultUrl2", "SuccessUrl2", "FailUrl2"];

    /// <param name="question">What was sent.</param>
    /// <param name="right">As it should have been signed.</param>
    /// <param name="algorithms">Those that give signatures of the length received.</param>
    public static IReadOnlyList<IReadOnlyList<Variation>> Of(SignatureQuestion question, Signed right, IReadOnlyList<SignatureAlgorithm> algorithms) =>
        [
            [.. Passwords(question, right)],
            [
                .. algorithms
                    .Where(algorithm => algorithm != right.Algorithm)
                    .Select(algorithm => new Variation(signed => signed with { Algorithm = algorithm }, SignatureMistake.Algorithm)),
            ],
            [.. Amounts(right.OutSum).Select(text => new Variation(signed => signed with { OutSum = text }, SignatureMistake.OutSumFormat))],
            [.. Logins(question, right)],
            [.. Numbers(right.Number).Select(text => new Variation(signed => signed with { Number = text }, SignatureMistake.InvIdSlot))],
            [.. Shp(question, right)],
            [.. Unsigned(right)],
            [.. Receipts(right)],
            [.. Respelled(right)],
            [.. Addresses(right)],
            [.. Extra(question, right)],
            [.. Orders(right)],
            [new Variation(signed => signed with { EndsWithColon = true }, SignatureMistake.TrailingColon)],
            [.. Separators.Select(text => new Variation(signed => signed with { Separator = text }, SignatureMistake.Separator))],
            Ascii.IsValid(right.HiddenBaseString) ? [] : [new Variation(signed => signed with { Charset = Windows1251 }, SignatureMistake.Charset)],
        ];

    private static IEnumerable<Variation> Passwords(SignatureQuestion question, Signed right)
    {
        var (number, isTest) = RightPassword(question);
        var swapped = number == 1 ? SignatureMistake.Password2Used : SignatureMistake.Password1Used;
        var crossed = isTest ? SignatureMistake.LivePasswordUsed : SignatureMistake.TestPasswordUsed;
        (int Number, bool IsTest, SignatureMistake[] Mistakes)[] others =
        [
            (3 - number, isTest, [swapped]),
            (number, !isTest, [crossed]),
            (3 - number, !isTest, [swapped, crossed]),
        ];
        foreach (var (otherNumber, otherIsTest, mistakes) in others)
        {
            var name = NameOf(otherNumber, otherIsTest);
            if (question.Passwords.Of(otherNumber, otherIsTest) is { } password && password != right.Password)
                yield return new Variation(signed => signed with { Password = password, PasswordName = name }, mistakes);
        }

        if (right.Password is not { } known)
            yield break;
        foreach (var (blank, word) in Blanks)
        {
            yield return new Variation(
                signed => signed with { Password = known + blank, PasswordName = $"{right.PasswordName} + {word}" },
                SignatureMistake.Whitespace
            );
            yield return new Variation(
                signed => signed with { Password = blank + known, PasswordName = $"{word} + {right.PasswordName}" },
                SignatureMistake.Whitespace
            );
        }

        foreach (var typed in new[] { SwapCase(known), known.ToLowerInvariant(), known.ToUpperInvariant() }.Distinct().Where(typed => typed != known))
            yield return new Variation(
                signed => signed with { Password = typed, PasswordName = right.PasswordName + ", other case" },
                SignatureMistake.PasswordCase
            );
        foreach (var nothing in Nothings)
        {
            var name = nothing.Length == 0 ? "empty" : nothing;
            yield return new Variation(signed => signed with { Password = nothing, PasswordName = name }, SignatureMistake.PasswordEmpty);
        }
    }

    /// <summary>What is printed in place of a password.</summary>
    public static string NameOf(int number, bool isTest) => string.Create(CultureInfo.InvariantCulture, $"{(isTest ? "test " : "")}password #{number}");

    // Caps Lock was on.
    private static string SwapCase(string text) => string.Concat(text.Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)));

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();

    /// <summary>Which password is the right one.</summary>
    public static (int Number, bool IsTest) RightPassword(SignatureQuestion question) =>
        (question.Kind == SignedKind.Result ? 2 : 1, question["IsTest"] is { Length: > 0 } test && test != "0");

    private static IEnumerable<string> Amounts(string given)
    {
        if (!decimal.TryParse(given.Replace(',', '.'), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount))
            return [];
        return AmountFormats.Select(format => amount.ToString(format, CultureInfo.InvariantCulture))
            .SelectMany(text => (string[])[text, text.Replace(',', ' '), text.Replace('.', ','), text.Replace(',', ' ').Replace('.', ',')])
            .Distinct()
            .Where(text => text != given);
    }

    private static IEnumerable<Variation> Logins(SignatureQuestion question, Signed right)
    {
        if (right.Login is { } login)
        {
            foreach (var plain in new[] { login.Trim(), string.Concat(login.Where(c => !char.IsWhiteSpace(c))) }.Distinct().Where(plain => plain != login))
                yield return new Variation(signed => signed with { Login = plain }, SignatureMistake.LoginWhitespace);
            foreach (var typed in new[] { login.ToLowerInvariant(), login.ToUpperInvariant(), Capital(login), SwapCase(login) }.Distinct())
            {
                if (typed != login)
                    yield return new Variation(signed => signed with { Login = typed }, SignatureMistake.LoginCase);
            }

            foreach (var blank in new[] { login + " ", " " + login })
                yield return new Variation(signed => signed with { Login = blank }, SignatureMistake.LoginWhitespace);
        }
        else if (question["MerchantLogin"] is { Length: > 0 } sent)
        {
            foreach (var isTest in new[] { false, true })
            {
                if (question.Passwords.Of(1, isTest) is not { } password)
                    continue;
                // The link had the sum in its own spelling.
                foreach (var sum in Amounts(right.OutSum).Prepend(right.OutSum))
                    yield return new Variation(
                        signed => signed with { Login = sent, Password = password, PasswordName = NameOf(1, isTest), OutSum = sum },
                        SignatureMistake.LinkSignature
                    );
            }

            // With password #2 it is no link either.
            yield return new Variation(signed => signed with { Login = sent }, SignatureMistake.ExtraFieldSigned);
        }
    }

    private static IEnumerable<Variation> Orders(Signed right)
    {
        if (right.Number is { } number && number != right.OutSum)
            yield return new Variation(signed => signed with { IsNumberFirst = true }, SignatureMistake.PartOrder);
        if (right.Shp.Count > 0)
            yield return new Variation(signed => signed with { IsPasswordLast = true }, SignatureMistake.PartOrder);
    }

    // The receipt has a mistake of its own.
    private static IEnumerable<Variation> Unsigned(Signed right)
    {
        var others = right.Modifiers.Where(field => field.Key != "Receipt").ToList();
        foreach (var left in others)
            yield return new Variation(
                signed => signed with { Modifiers = [.. signed.Modifiers.Where(field => field.Key != left.Key)] },
                SignatureMistake.ModifierMissing
            );
        if (others.Count > 1)
            yield return new Variation(
                signed => signed with { Modifiers = [.. signed.Modifiers.Where(field => field.Key == "Receipt")] },
                SignatureMistake.ModifierMissing
            );
    }

    private static IEnumerable<Variation> Respelled(Signed right)
    {
        if (right.Modifiers.FirstOrDefault(field => field.Key == "Receipt").Value is not { } receipt)
            yield break;
        foreach (var text in ReceiptSpellings.Of(receipt).Distinct().Where(text => text != receipt))
            yield return new Variation(signed => Replace(signed, field => field.Key == "Receipt" ? text : field.Value), SignatureMistake.ReceiptSpelling);
    }

    private static IEnumerable<string?> Numbers(string? given) => new[] { "", "0", null, "undefined", "None", "null" }.Where(text => text != given);

    private static IEnumerable<Variation> Shp(SignatureQuestion question, Signed right)
    {
        var own = right.Shp;
        if (own.Count == 0)
            yield break;
        yield return new Variation(signed => signed with { Shp = [] }, SignatureMistake.ShpMissing);
        for (var i = 0; i < own.Count && own.Count > 1; i++)
        {
            var left = own.Where((_, at) => at != i).ToList();
            yield return new Variation(signed => signed with { Shp = left }, SignatureMistake.ShpMissing);
        }

        foreach (var order in Orders(question, own))
            yield return new Variation(signed => signed with { Shp = order }, SignatureMistake.ShpOrder);
        foreach (
            var rename in (Func<string, string>[])
                [
                    name => name.ToLowerInvariant(),
                    name => name.ToUpperInvariant(),
                    name => "Shp" + name[3..],
                    name => "shp" + name[3..],
                    name => "SHP" + name[3..],
                ]
        )
        {
            var renamed = own.Select(parameter => parameter with { Name = rename(parameter.Name) }).ToList();
            if (!renamed.SequenceEqual(own))
                yield return new Variation(signed => signed with { Shp = renamed }, SignatureMistake.ShpNameCase);
        }

        foreach (var encode in ValueEncodings.All)
        {
            var encoded = own.Select(parameter => parameter with { Value = encode(parameter.Value) }).ToList();
            if (!encoded.SequenceEqual(own))
                yield return new Variation(signed => signed with { Shp = encoded }, SignatureMistake.ShpValueEncoding);
            // One of several, as by code that treats the e-mail apart.
            for (var i = 0; i < own.Count && own.Count > 1; i++)
            {
                if (encode(own[i].Value) is var value && value == own[i].Value)
                    continue;
                var (at, before) = (i, own);
                yield return new Variation(
                    signed => signed with { Shp = [.. before.Select((one, position) => position == at ? one with { Value = value } : one)] },
                    SignatureMistake.ShpValueEncoding
                );
            }
        }
    }

    private static IEnumerable<IReadOnlyList<ShpParameter>> Orders(SignatureQuestion question, IReadOnlyList<ShpParameter> own)
    {
        var sent = question.Fields.Where(field => ShpParameter.IsName(field.Key)).Select(field => new ShpParameter(field.Key, field.Value)).ToList();
        IEnumerable<IReadOnlyList<ShpParameter>> orders = own.Count <= MostPermuted ? Permutations([.. own]) : [sent, [.. own.Reverse()]];
        var readings = Enum.GetValues<Robokassa.ShpOrder>()
            .Where(order => order != Robokassa.ShpOrder.AsSent)
            .Select(order => SignatureBase.Sort(own, order).ToList())
            .ToList();
        return orders.Where(order => !readings.Exists(reading => reading.SequenceEqual(order)));
    }

    private static IEnumerable<IReadOnlyList<ShpParameter>> Permutations(List<ShpParameter> rest)
    {
        if (rest.Count <= 1)
            return [rest];
        return rest.SelectMany((first, at) => Permutations([.. rest.Where((_, i) => i != at)]).Select(tail => (IReadOnlyList<ShpParameter>)[first, .. tail]));
    }

    private static IEnumerable<Variation> Receipts(Signed right)
    {
        var receipt = right.Modifiers.FirstOrDefault(field => field.Key == "Receipt").Value;
        if (receipt is null)
            yield break;
        yield return new Variation(
            signed => signed with { Modifiers = [.. signed.Modifiers.Where(field => field.Key != "Receipt")] },
            SignatureMistake.ReceiptMissing
        );
        foreach (
            var text in ValueEncodings.All
                .Concat(ValueEncodings.All.Select(encode => (Func<string, string>)(value => encode(encode(value)))))
                .Select(encode => encode(receipt))
                .Distinct()
                .Where(text => text != receipt)
        )
            yield return new Variation(signed => Replace(signed, field => field.Key == "Receipt" ? text : field.Value), SignatureMistake.ReceiptEncoding);
    }

    private static IEnumerable<Variation> Addresses(Signed right)
    {
        foreach (var encode in ValueEncodings.All)
        {
            if (right.Modifiers.Any(field => Urls.Contains(field.Key) && encode(field.Value) != field.Value))
                yield return new Variation(
                    signed => Replace(signed, field => Urls.Contains(field.Key) ? encode(field.Value) : field.Value),
                    SignatureMistake.Url2Encoding
                );
        }
    }

    private static IEnumerable<Variation> Extra(SignatureQuestion question, Signed right)
    {
        var signed = right
            .Modifiers.Select(field => field.Key)
            .Concat(["MerchantLogin", "OutSum", "InvId", "SignatureValue"])
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var extra = question.Fields.Where(field => !signed.Contains(FieldNames.Current(field.Key)) && !ShpParameter.IsName(field.Key)).Take(MostExtra);
        foreach (var field in extra)
        {
            yield return new Variation(
                one => one with { Shp = [.. one.Shp, new ShpParameter(field.Key, field.Value)] },
                SignatureMistake.OwnParameterWithoutShp
            );
            var own = new ShpParameter("Shp_" + field.Key, field.Value);
            yield return new Variation(
                one => one with { Shp = [.. SignatureBase.Sort([.. one.Shp, own], ShpOrder.NameIgnoringCase)] },
                SignatureMistake.ShpNotSent
            );
            yield return new Variation(one => one with { Modifiers = [field, .. one.Modifiers] }, SignatureMistake.ExtraFieldSigned);
            if (right.Modifiers.Count > 0)
                yield return new Variation(one => one with { Modifiers = [.. one.Modifiers, field] }, SignatureMistake.ExtraFieldSigned);
        }
    }

    private static Signed Replace(Signed signed, Func<KeyValuePair<string, string>, string> value) =>
        signed with { Modifiers = [.. signed.Modifiers.Select(field => KeyValuePair.Create(field.Key, value(field)))] };
}
