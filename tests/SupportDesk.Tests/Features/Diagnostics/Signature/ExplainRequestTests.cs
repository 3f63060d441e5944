using SupportDesk.Features.Diagnostics.Signature;
using SupportDesk.Robokassa;
using SupportDesk.Robokassa.Explaining;

namespace SupportDesk.Tests.Features.Diagnostics.Signature;

public sealed class ExplainRequestTests
{
    private static readonly ShopPasswords Passwords = new("first", "second");

    [Theory]
    [InlineData("", "TextMissing", null)]
    [InlineData("Здравствуйте", "NoFields", null)]
    [InlineData("OutSum=1&InvId=2", "NotSigned", null)]
    [InlineData("OutSum=1&InvId=2&SignatureValue=", "NotSigned", null)]
    [InlineData("MerchantLogin=demo&OutSum=1&SignatureValue=", "FieldMissing", "SignatureValue")]
    [InlineData("OutSum: 1\nInvId: 2\nSignatureValue:\nEMail: a@b.example", "NotSigned", null)]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.eyJkYXRhIjp7fX0.c2lnbmF0dXJl", "SignedByCertificate", null)]
    [InlineData("InvId=2&SignatureValue=b", "FieldMissing", "OutSum")]
    [InlineData("OutSum=1&SignatureValue=b", "FieldMissing", "InvId")]
    public void Run_NotEnough_SaysWhatIsMissing(string text, string code, string? field)
    {
        var result = new ExplainRequest().Run(new(text, null, null, Passwords));
        Assert.Equal(code, result.Problems[0].Code);
        if (field is not null)
            Assert.Equal(field, result.Problems[0].Args[0]);
    }

    [Fact]
    public void Run_NoPassword_AsksForOne() =>
        Assert.Equal("PasswordMissing", new ExplainRequest().Run(new("OutSum=1&InvId=2&SignatureValue=b", null, null, new ShopPasswords())).Problems[0].Code);

    [Theory]
    [InlineData("first", SignedKind.Success)]
    [InlineData("second", SignedKind.Result)]
    public void Run_NotificationOrReturn_TakesTheOneThatMatches(string password, SignedKind kind)
    {
        var signature = SignatureHash.Compute(SignatureAlgorithm.Sha256, $"10.00:5:{password}");
        var result = new ExplainRequest().Run(new($"OutSum=10.00&InvId=5&SignatureValue={signature}", null, null, Passwords));
        Assert.Equal((SignatureVerdict.Match, kind), (result.Value.Answer.Verdict, result.Value.Answer.Kind));
        // At the other address the same signature is wrong, and both is said.
        Assert.Equal(
            kind == SignedKind.Success ? SignatureMistake.Password1Used : SignatureMistake.Password2Used,
            Assert.Single(result.Value.Other!.Mistakes)
        );
    }

    [Fact]
    public void Run_KindIsNamed_KeepsToIt()
    {
        var signature = SignatureHash.Compute(SignatureAlgorithm.Sha256, "10.00:5:first");
        var result = new ExplainRequest().Run(new($"OutSum=10.00&InvId=5&SignatureValue={signature}", SignedKind.Result, null, Passwords));
        Assert.Equal([SignatureMistake.Password1Used], result.Value.Answer.Mistakes);
    }
}
