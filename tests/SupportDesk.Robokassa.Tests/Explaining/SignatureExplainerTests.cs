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
