namespace SupportDesk.Robokassa.Explaining;

/// <summary>
/// Finds out why a signature is wrong: signs as it should have been signed, then with one usual mistake, with two, with
/// three, until the digest comes out that was received. The fewest mistakes win.
/// </summary>
public static class SignatureExplainer
{
    private const int MostMistakes = 3;
    private const int MostTries = 500_000;
    private static readonly string[] Modifiers =
    [
        "OutSumCurrency",
        "UserIp",
        "Receipt",
        "StepByStep",
        "ResultUrl2",
        "SuccessUrl2",
        "SuccessUrl2Method",
        "FailUrl2",
        "FailUrl2Method",
        "Token",
    ];

    // Whether these two are signed the documentation no longer says; both is accepted here.
    private static readonly string[] Retired = ["OutSumCurrency", "UserIp"];

    /// <summary>Explains a signature.</summary>
    /// <param name="question">What was sent, and what is known of the shop.</param>
    /// <exception cref="ArgumentException">A field that every signature needs is missing; the message names it.</exception>
    public static SignatureAnswer Explain(SignatureQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var received = Needed(question, "SignatureValue").Trim().ToLowerInvariant();
        var fitting = SignatureHash.OfLength(received.Length);
        var search = new Search(received);
        var readings = Readings(question, fitting);
        var first = readings[0];
        var cautions = SignatureCautions.Of(question);

        if (readings.FirstOrDefault(search.Gives) is { } right)
            return Answer(SignatureVerdict.Match, right, right, []);
        // An algorithm that has to be found is no mistake.
        var starts = readings
            .DistinctBy(signed => signed.Algorithm)
            .Select(signed => (Signed: signed, Parts: UsualMistakes.Of(question, signed, question.Algorithm is null ? [] : fitting)))
            .ToList();
        for (var count = 1; count <= MostMistakes; count++)
        {
            foreach (var (start, parts) in starts)
            {
                if (Find(search, parts, start, 0, count, []) is var (made, mistakes))
                    return Answer(SignatureVerdict.Mistake, start, made, mistakes);
            }
        }

        return Answer(SignatureVerdict.Unexplained, first, null, []);

        SignatureAnswer Answer(SignatureVerdict verdict, Signed signed, Signed? made, IReadOnlyList<SignatureMistake> mistakes) =>
            new(
                verdict,
                question.Kind,
                signed.Password is null && verdict == SignatureVerdict.Unexplained ? null : signed.Algorithm,
                mistakes,
                signed.HiddenBaseString,
                signed.Password is { } password ? SignatureHash.Compute(signed.Algorithm, signed.BaseString(password)) : null,
                search.Tried
            )
            {
                SignedString = made?.HiddenBaseString,
                SignedPasswordName = made?.PasswordName,
                PasswordName = signed.PasswordName,
                SignedAlgorithm = made?.Algorithm,
                Cautions = cautions,
                Parts = PartsOf(question.Kind, signed),
            };
    }

    private static string[] PartsOf(SignedKind kind, Signed signed) =>
    [
        .. signed.Login is null ? [] : (string[])["MerchantLogin"], "OutSum", "InvId", .. signed.Modifiers.Select(field => field.Key),
        kind == SignedKind.Result ? "Password2" : "Password1", .. signed.Shp.Select(parameter => parameter.Name),
    ];

    // All ways to sign that are right by some reading of the documentation; the likeliest first.
    private static List<Signed> Readings(SignatureQuestion question, IReadOnlyList<SignatureAlgorithm> fitting)
    {
        var shp = question.Fields.Where(field => ShpParameter.IsName(field.Key)).Select(field => new ShpParameter(field.Key, field.Value)).ToList();
        var (number, isTest) = UsualMistakes.RightPassword(question);
        var isPayment = question.Kind == SignedKind.Payment;
        var modifiers = isPayment
            ? Modifiers.Where(name => question[name] is not null).Select(name => KeyValuePair.Create(name, question[name]!)).ToList()
            : [];
        var signed = new Signed
        {
            Algorithm = question.Algorithm ?? (fitting.Count > 0 ? fitting[0] : SignatureAlgorithm.Md5),
            Password = question.Passwords.Of(number, isTest),
            PasswordName = UsualMistakes.NameOf(number, isTest),
            Login = isPayment ? Needed(question, "MerchantLogin") : null,
            // A form in which the buyer names the sum leaves the slot empty.
            OutSum = isPayment ? question["OutSum"] ?? "" : Needed(question, "OutSum"),
            Number = isPayment ? question["InvId"] ?? "" : Needed(question, "InvId"),
        };
        IReadOnlyList<SignatureAlgorithm> algorithms = question.Algorithm is { } chosen ? [chosen] : fitting.Count > 0 ? fitting : [signed.Algorithm];
        var withoutRetired = modifiers.Where(field => !Retired.Contains(field.Key)).ToList();
        return
        [
            .. from algorithm in algorithms
               from sent in withoutRetired.Count < modifiers.Count ? (List<KeyValuePair<string, string>>[])[modifiers, withoutRetired] : [modifiers]
               from order in (ShpOrder[])[ShpOrder.NameIgnoringCase, ShpOrder.NameOrdinal, ShpOrder.PairOrdinal]
               select signed with { Algorithm = algorithm, Modifiers = sent, Shp = [.. SignatureBase.Sort(shp, order)] },
        ];
    }

    private static (Signed Made, IReadOnlyList<SignatureMistake> Mistakes)? Find(
        Search search, IReadOnlyList<IReadOnlyList<Variation>> parts, Signed signed, int from, int count, IReadOnlyList<SignatureMistake> made)
    {
        for (var part = from; part < parts.Count; part++)
        {
            foreach (var variation in parts[part])
            {
                if (search.Tried >= MostTries)
                    return null;
                var varied = variation.Apply(signed);
                IReadOnlyList<SignatureMistake> all = [.. made, .. variation.Mistakes];
                if (count == 1 && search.Gives(varied))
                    return (varied, all);
                if (count > 1 && Find(search, parts, varied, part + 1, count - 1, all) is { } found)
                    return found;
            }
        }

        return null;
    }

    private static string Needed(SignatureQuestion question, string name) =>
        question[name] ?? throw new ArgumentException($"The field {name} is missing.", nameof(question));

    private sealed class Search(string received)
    {
        private const int LongestDigest = 64;
        private readonly byte[]? digest = received.Length % 2 == 0 && received.All(char.IsAsciiHexDigit) ? Convert.FromHexString(received) : null;
        private byte[] text = new byte[4096];

        public int Tried { get; private set; }

        public bool Gives(Signed signed)
        {
            if (signed.Password is null || digest is null || SignatureHash.DigitsOf(signed.Algorithm) != received.Length)
                return false;
            Tried++;
            var length = signed.Write(text);
            while (length == 0)
                length = signed.Write(text = new byte[2 * text.Length]);
            Span<byte> computed = stackalloc byte[LongestDigest];
            return computed[..SignatureHash.Compute(signed.Algorithm, text.AsSpan(0, length), computed)].SequenceEqual(digest);
        }
    }
}
