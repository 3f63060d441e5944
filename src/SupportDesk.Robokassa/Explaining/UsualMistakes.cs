using System.Globalization;
using System.Net;

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
    private static readonly string[] AmountFormats = ["0.##########", "0.0", "0.00", "0.000000"];
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
            [.. Numbers(right.Number).Select(text => new Variation(signed => signed with { Number = text }, SignatureMistake.InvIdSlot))],
            [.. Shp(question, right)],
            [.. Receipts(right)],
            [.. Addresses(right)],
            [.. Extra(question, right)],
            [new Variation(signed => signed with { EndsWithColon = true }, SignatureMistake.TrailingColon)],
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
    }

    /// <summary>What is printed in place of a password.</summary>
    public static string NameOf(int number, bool isTest) => string.Create(CultureInfo.InvariantCulture, $"{(isTest ? "test " : "")}password #{number}");

    // Caps Lock was on.
    private static string SwapCase(string text) => string.Concat(text.Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)));

    /// <summary>Which password is the right one.</summary>
    public static (int Number, bool IsTest) RightPassword(SignatureQuestion question) =>
        (question.Kind == SignedKind.Result ? 2 : 1, question["IsTest"] is { Length: > 0 } test && test != "0");

    private static IEnumerable<string> Amounts(string given)
    {
        if (!decimal.TryParse(given.Replace(',', '.'), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount))
            return [];
        return AmountFormats.Select(format => amount.ToString(format, CultureInfo.InvariantCulture))
            .SelectMany(text => (string[])[text, text.Replace('.', ',')]).Distinct().Where(text => text != given);
    }

    private static IEnumerable<string?> Numbers(string? given) => new[] { "", "0", null }.Where(text => text != given);

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

        foreach (var encode in Encodings)
        {
            var encoded = own.Select(parameter => parameter with { Value = encode(parameter.Value) }).ToList();
            if (!encoded.SequenceEqual(own))
                yield return new Variation(signed => signed with { Shp = encoded }, SignatureMistake.ShpValueEncoding);
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
            var text in Encodings
                .Concat(Encodings.Select(encode => (Func<string, string>)(value => encode(encode(value)))))
                .Select(encode => encode(receipt))
                .Distinct()
                .Where(text => text != receipt)
        )
            yield return new Variation(signed => Replace(signed, field => field.Key == "Receipt" ? text : field.Value), SignatureMistake.ReceiptEncoding);
    }

    private static IEnumerable<Variation> Addresses(Signed right)
    {
        foreach (var encode in Encodings)
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
        foreach (var field in question.Fields.Where(field => !signed.Contains(field.Key) && !ShpParameter.IsName(field.Key)).Take(MostExtra))
        {
            yield return new Variation(one => one with { Modifiers = [field, .. one.Modifiers] }, SignatureMistake.ExtraFieldSigned);
            if (right.Modifiers.Count > 0)
                yield return new Variation(one => one with { Modifiers = [.. one.Modifiers, field] }, SignatureMistake.ExtraFieldSigned);
        }
    }

    private static Signed Replace(Signed signed, Func<KeyValuePair<string, string>, string> value) =>
        signed with { Modifiers = [.. signed.Modifiers.Select(field => KeyValuePair.Create(field.Key, value(field)))] };

    // Encoded as browsers' forms and as addresses do it, and taken back.
    private static readonly Func<string, string>[] Encodings =
    [
        Uri.EscapeDataString,
        text => WebUtility.UrlEncode(text),
        text => WebUtility.UrlDecode(text),
        Uri.UnescapeDataString,
    ];
}
