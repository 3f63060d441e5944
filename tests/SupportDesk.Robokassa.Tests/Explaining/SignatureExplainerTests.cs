using SupportDesk.Robokassa.Explaining;

namespace SupportDesk.Robokassa.Tests.Explaining;

public sealed class SignatureExplainerTests
{
    private static readonly ShopPasswords Passwords = new("live-one", "live-two", "test-one", "test-two");

    public static TheoryData<int> Published => Vector.Numbers("published.jsonl");

    [Theory]
    [MemberData(nameof(Published))]
    public void Explain_PublishedSignature_Matches(int number)
    {
        var vector = Vector.Read("published.jsonl")[number];
        if (vector.Kind is not ("payment" or "result" or "success"))
            return;
        var answer = SignatureExplainer.Explain(new SignatureQuestion
        {
            Kind = Enum.Parse<SignedKind>(vector.Kind, ignoreCase: true),
            Fields = [.. vector.Fields!, .. vector.Shp!, new("SignatureValue", vector.Expected)],
            Passwords = vector.Kind == "result" ? new ShopPasswords(Password2: vector.Password) : new ShopPasswords(vector.Password),
        });
        Assert.Equal((SignatureVerdict.Match, vector.Hash), (answer.Verdict, answer.Algorithm));
        Assert.Equal(vector.Expected.ToLowerInvariant(), answer.Expected);
        Assert.DoesNotContain(":" + vector.Password, answer.BaseString, StringComparison.Ordinal);
    }

    // Ten thousand signatures, each wrong in one way.
    [Theory]
    [InlineData(20261126)]
    public void Explain_OneMistake_IsThatMistake(int seed)
    {
        var random = new Random(seed);
        var seen = new HashSet<SignatureMistake>();
        for (var i = 0; i < 10_000; i++)
        {
            var made = MadeMistake.Draw(random, Passwords);
            var answer = SignatureExplainer.Explain(made.Question);
            Assert.True(answer is { Verdict: SignatureVerdict.Mistake, Mistakes: [var found] } && found == made.Mistake,
                $"seed {seed}, {i}: {made.Mistake} in {made.BaseString}, found {string.Join(", ", answer.Mistakes)}");
            Assert.Equal(made.Right, answer.Expected);
            seen.Add(made.Mistake);
        }

        Assert.Equal(Enum.GetValues<SignatureMistake>().Order(), seen.Order());
    }

    // Links, forms and answers as public code has them: what is right, and what is wrong with one mistake.
    [Theory]
    [InlineData("MrchLogin=shaggyone239&OutSum=185.11&InvId=15&Desc=x&SignatureValue=55f2aee20767cde28e7fc49919cec969", "12345asdf", "")]
    [InlineData("MerchantLogin=test&OutSum=5.12&InvoiceID=5&SignatureValue=d33ad746fefb057705993fc6662c5beb", "securepass1", "")]
    [InlineData("MerchantLogin=demo&DefaultSum=100&InvId=5&SignatureValue=89ca7afb60abdba581004f78ec12de15", "pass", "")]
    [InlineData(
        "MerchantLogin=shop-demo&InvId=1557823&Culture=ru&OutSum=300&UserID=77&SignatureValue=de2dde38c13554ab48ed7698f7b68250",
        "pass-one",
        "own-parameter-without-shp"
    )]
    [InlineData("MerchantLogin=demo%20&OutSum=100.00&InvId=5&SignatureValue=af2f2d0c2ce3276d575555aff41da4b8", "pass", "login-whitespace")]
    [InlineData("MerchantLogin=Demo&OutSum=100.00&InvId=5&SignatureValue=af2f2d0c2ce3276d575555aff41da4b8", "pass", "login-case")]
    [InlineData("MerchantLogin=demo&OutSum=100.00&InvId=5&StepByStep=true&SignatureValue=af2f2d0c2ce3276d575555aff41da4b8", "pass", "modifier-missing")]
    [InlineData(
        "MerchantLogin=demo&OutSum=100.00&InvId=5&Receipt=%257B%2522items%2522%253A%255B%257B%2522name%2522%253A%2522%25D0%25A2%25D0%25B0%25D1%2580"
            + "%25D0%25B8%25D1%2584%2522%252C%2522quantity%2522%253A1%252C%2522sum%2522%253A100%252C%2522tax%2522%253A%2522none%2522%257D%255D%257D"
            + "&SignatureValue=c732f2ed952f0177423c372bb7d63633",
        "pass",
        "receipt-spelling"
    )]
    public void Explain_LinkOfPublicCode_IsUnderstood(string link, string password, string mistake)
    {
        var answer = SignatureExplainer.Explain(
            new SignatureQuestion
            {
                Kind = SignedKind.Payment,
                Fields = SignedText.Read(link).Fields,
                Passwords = new ShopPasswords(password),
            }
        );
        Assert.Equal(mistake, string.Join(',', answer.Mistakes.Select(SignatureMistakes.CodeOf)));
        Assert.Equal(mistake.Length == 0 ? SignatureVerdict.Match : SignatureVerdict.Mistake, answer.Verdict);
    }

    // Each was signed over the text behind it, with the password "p".
    [Theory]
    [InlineData("OutSum=1000.00&InvId=5", "1,000.00:5:p", "outsum-format")]
    [InlineData("OutSum=1000.00&InvId=5", "1 000,00:5:p", "outsum-format")]
    [InlineData("OutSum=10.00&InvId=5", "10.00:undefined:p", "invid-slot")]
    [InlineData("OutSum=10.00&InvId=5", "10.00:5:None", "password-empty")]
    [InlineData("OutSum=10.00&InvId=5", "10.00:5:", "password-empty")]
    [InlineData("OutSum=10.00&InvId=5", "10.00;5;p", "separator")]
    [InlineData("OutSum=10.00&InvId=5", "10.00 : 5 : p", "separator")]
    [InlineData("OutSum=10.00&InvId=5&Shp_u=https%3A%2F%2Fa.ru%2Fb", "10.00:5:p:Shp_u=https%3A//a.ru/b", "shp-value-encoding")]
    [InlineData("OutSum=10.00&InvId=5&Shp_u=%D1%82", "10.00:5:p:Shp_u=%d1%82", "shp-value-encoding")]
    [InlineData("OutSum=10.00&InvId=5&Shp_a=x%40y&Shp_b=p%40q", "10.00:5:p:Shp_a=x@y:Shp_b=p%40q", "shp-value-encoding")]
    [InlineData("OutSum=10.00&InvId=5&Shp_a=b%26c", "10.00:5:p:Shp_a=b&amp;c", "shp-value-encoding")]
    [InlineData("OutSum=10.00&InvId=5&client=7", "10.00:5:p:Shp_client=7", "shp-not-sent")]
    [InlineData("OutSum=10.00&InvId=5", "5:10.00:p", "part-order")]
    [InlineData("OutSum=10.00&InvId=5&Shp_a=1&Shp_b=2", "10.00:5:Shp_a=1:Shp_b=2:p", "part-order")]
    [InlineData("MerchantLogin=demo&OutSum=10.00&InvId=5&Shp_a=1", "demo:10.00:5:p:Shp_a=1", "extra-field-signed")]
    public void Explain_OneMistakeInANotification_IsNamed(string sent, string hashed, string mistake)
    {
        var answer = SignatureExplainer.Explain(
            new SignatureQuestion
            {
                Kind = SignedKind.Result,
                Fields = SignedText.Read($"{sent}&SignatureValue={SignatureHash.Compute(SignatureAlgorithm.Md5, hashed)}").Fields,
                Passwords = new ShopPasswords(Password2: "p"),
            }
        );
        Assert.Equal(mistake, string.Join(',', answer.Mistakes.Select(SignatureMistakes.CodeOf)));
    }

    [Theory]
    [InlineData("Receipt=%7B%22items%22%3A%7B%22name%22%3A%22x%22%7D%7D", "receipt-items")]
    [InlineData("Receipt=%257B%2522items%2522%253A%255B%255D%257D", "receipt-items")]
    [InlineData("Receipt=%7B%22items%22%3A%5B%7B%22name%22%3A%22x%22%7D%5D%7D", "")]
    [InlineData("InvId=A-17", "invid-number")]
    [InlineData("InvId=17&Shp_a=1&shp_b=2", "shp-prefixes")]
    [InlineData("InvoiceID=17", "old-names")]
    [InlineData("InvId=17&Shp_a=1&Shp_b=2", "")]
    public void Explain_WhatFailsBesideTheSignature_IsSaid(string fields, string caution)
    {
        var answer = SignatureExplainer.Explain(
            new SignatureQuestion
            {
                Kind = SignedKind.Payment,
                Fields = SignedText.Read($"MerchantLogin=demo&OutSum=1&SignatureValue=00&{fields}").Fields,
                Passwords = new ShopPasswords("p"),
            }
        );
        Assert.Equal(caution, string.Join(',', answer.Cautions.Select(SignatureCautions.CodeOf)));
    }

    [Fact]
    public void Explain_SignatureOfALinkInANotification_IsNamed()
    {
        var answer = SignatureExplainer.Explain(
            new SignatureQuestion
            {
                Kind = SignedKind.Result,
                Fields =
                [
                    new("MerchantLogin", "demo"),
                    new("OutSum", "100.000000"),
                    new("InvId", "7"),
                    new("SignatureValue", "933970e86e1e26ab37a95c83c7bbfae0"),
                ],
                Passwords = new ShopPasswords("password_1", "password_2"),
            }
        );
        Assert.Equal([SignatureMistake.LinkSignature], answer.Mistakes);
    }

    [Fact]
    public void Explain_TwoMistakes_NamesBoth()
    {
        var signed = SignatureHash.Compute(SignatureAlgorithm.Md5, "100:5:live-one:Shp_b=2");
        var answer = SignatureExplainer.Explain(new SignatureQuestion
        {
            Kind = SignedKind.Result,
            Fields = [new("OutSum", "100.000000"), new("InvId", "5"), new("Shp_b", "2"), new("SignatureValue", signed)],
            Passwords = Passwords,
            Algorithm = SignatureAlgorithm.Md5,
        });
        Assert.Equal([SignatureMistake.Password1Used, SignatureMistake.OutSumFormat], answer.Mistakes);
        Assert.Equal("100.000000:5:[password #2]:Shp_b=2", answer.BaseString);
    }

    [Fact]
    public void Explain_NobodysSignature_SaysHowMuchWasTried()
    {
        var answer = SignatureExplainer.Explain(new SignatureQuestion
        {
            Kind = SignedKind.Payment,
            Fields = [new("MerchantLogin", "demo"), new("OutSum", "1"), new("InvId", "2"), new("Shp_a", "1"), new("SignatureValue", new string('0', 64))],
            Passwords = Passwords,
        });
        Assert.Equal((SignatureVerdict.Unexplained, 0), (answer.Verdict, answer.Mistakes.Count));
        Assert.InRange(answer.Tried, 100, 200_000);
        Assert.NotNull(answer.Expected);
    }

    [Fact]
    public void Explain_RightPasswordUnknown_StillFindsTheOtherOne()
    {
        var answer = SignatureExplainer.Explain(new SignatureQuestion
        {
            Kind = SignedKind.Result,
            Fields = [new("OutSum", "1"), new("InvId", "2"), new("SignatureValue", SignatureHash.Compute(SignatureAlgorithm.Sha1, "1:2:live-one"))],
            Passwords = new ShopPasswords("live-one"),
        });
        Assert.Equal([SignatureMistake.Password1Used], answer.Mistakes);
        Assert.Null(answer.Expected);
    }

    [Fact]
    public void Explain_FieldMissing_IsNamed() =>
        Assert.Contains(
            "OutSum",
            Assert
                .Throws<ArgumentException>(() =>
                    SignatureExplainer.Explain(
                        new SignatureQuestion
                        {
                            Kind = SignedKind.Result,
                            Fields = [new("InvId", "1"), new("SignatureValue", new string('0', 32))],
                            Passwords = Passwords,
                        }
                    )
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void ToString_Passwords_SaysNoneOfThem() => Assert.Equal("#1, #2, test #1, test #2", Passwords.ToString());

    [Fact]
    public void CodeOf_EveryMistake_HasACodeOfItsOwn() =>
        Assert.Equal(Enum.GetValues<SignatureMistake>().Length, Enum.GetValues<SignatureMistake>().Select(SignatureMistakes.CodeOf).Distinct().Count());
}
