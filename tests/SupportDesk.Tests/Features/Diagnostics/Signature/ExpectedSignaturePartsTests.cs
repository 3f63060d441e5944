using SupportDesk.Features.Diagnostics.Signature;
using SupportDesk.Robokassa;
using SupportDesk.Robokassa.Explaining;

namespace SupportDesk.Tests.Features.Diagnostics.Signature;

public sealed class ExpectedSignaturePartsTests
{
    [Theory]
    [InlineData("demo:10.00:5:first:Shp_a=1:Shp_b=2", "algorithm outsum invid shp mode password blank extra colon")]
    [InlineData("demo:10.00:5:first:Shp_b=2:Shp_a=1", "algorithm outsum invid mode password blank extra colon")]
    [InlineData("demo:10,00:5:second:Shp_a=1:Shp_b=2", "algorithm invid shp mode blank extra colon")]
    [InlineData("demo:10.00:5:first", "algorithm outsum invid mode password blank extra colon")]
    [InlineData("demo:10.00:5:test:Shp_a=1:Shp_b=2", "algorithm outsum invid shp blank extra colon")]
    [InlineData("something else", "")]
    public void Of_AnySignature_NamesWhatIsNotTheFault(string made, string right)
    {
        var text = $"MerchantLogin=demo&OutSum=10.00&InvId=5&Shp_a=1&Shp_b=2&SignatureValue={SignatureHash.Compute(SignatureAlgorithm.Md5, made)}";
        var explained = new ExplainRequest().Run(new(text, SignedKind.Payment, SignatureAlgorithm.Md5, new ShopPasswords("first", "second", "test"))).Value;
        var parts = ExpectedSignatureParts.Of(explained.Answer, explained.Fields);
        Assert.Equal(right, string.Join(' ', parts.Select(part => part.Name)));
        Assert.All(parts.Where(part => part.Name == "invid"), part => Assert.Equal("5", part.Value));
    }

    [Fact]
    public void Of_LinkWithoutANumber_SaysNothingOfIt()
    {
        var text = $"MerchantLogin=demo&OutSum=10.00&SignatureValue={SignatureHash.Compute(SignatureAlgorithm.Md5, "demo:10.00::first")}";
        var explained = new ExplainRequest().Run(new(text, SignedKind.Payment, SignatureAlgorithm.Md5, new ShopPasswords("first"))).Value;
        Assert.Equal(SignatureVerdict.Match, explained.Answer.Verdict);
        Assert.DoesNotContain("invid", ExpectedSignatureParts.Of(explained.Answer, explained.Fields).Select(part => part.Name));
    }
}
