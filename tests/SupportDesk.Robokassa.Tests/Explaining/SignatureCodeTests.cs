using SupportDesk.Robokassa.Explaining;

namespace SupportDesk.Robokassa.Tests.Explaining;

public sealed class SignatureCodeTests
{
    private static readonly string[] Parts = ["MerchantLogin", "OutSum", "InvId", "ResultUrl2", "Password1", "Shp_city", "shp_Order"];

    [Theory]
    [InlineData(
        CodeLanguage.Php,
        "$signature = hash('sha256', implode(':', "
            + "[$merchant_login, $out_sum, $inv_id, $result_url2, $password1, 'Shp_city=' . $shp_city, 'shp_Order=' . $shp_order]));"
    )]
    [InlineData(
        CodeLanguage.Python,
        "signature = hashlib.new(\"sha256\", \":\".join("
            + "[merchant_login, out_sum, inv_id, result_url2, password1, \"Shp_city=\" + shp_city, \"shp_Order=\" + shp_order])"
            + ".encode(\"utf-8\")).hexdigest()"
    )]
    [InlineData(
        CodeLanguage.JavaScript,
        "const signature = crypto.createHash(\"sha256\")"
            + ".update([merchantLogin, outSum, invId, resultUrl2, password1, \"Shp_city=\" + shpCity, \"shp_Order=\" + shpOrder]"
            + ".join(\":\"), \"utf8\").digest(\"hex\");"
    )]
    [InlineData(
        CodeLanguage.CSharp,
        "var signature = Convert.ToHexStringLower(SHA256.HashData"
            + "(Encoding.UTF8.GetBytes(string.Join(':', "
            + "merchantLogin, outSum, invId, resultUrl2, password1, \"Shp_city=\" + shpCity, \"shp_Order=\" + shpOrder))));"
    )]
    public void LineOf_EveryLanguage_JoinsThePartsInTheirOrder(CodeLanguage language, string line) =>
        Assert.Equal(line, SignatureCode.LineOf(language, SignatureAlgorithm.Sha256, Parts));

    [Fact]
    public void LineOf_PartsOfAnAnswer_SignAsTheAnswerSays()
    {
        var answer = SignatureExplainer.Explain(
            new SignatureQuestion
            {
                Kind = SignedKind.Payment,
                Fields =
                [
                    new("MerchantLogin", "demo"),
                    new("OutSum", "1"),
                    new("SuccessUrl2", "https://a.example"),
                    new("Receipt", "%7B%7D"),
                    new("Shp_b", "2"),
                    new("Shp_a", "1"),
                    new("SignatureValue", new string('0', 32)),
                ],
                Passwords = new ShopPasswords("first"),
            }
        );
        Assert.Equal(["MerchantLogin", "OutSum", "InvId", "Receipt", "SuccessUrl2", "Password1", "Shp_a", "Shp_b"], answer.Parts);
        Assert.Equal("demo:1::%7B%7D:https://a.example:[password #1]:Shp_a=1:Shp_b=2", answer.BaseString);
    }
}
