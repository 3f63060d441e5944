using SupportDesk.Features.NewCase.Checks;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Tests.Features.NewCase.Checks;

public sealed class PastedRequestTests
{
    private const string Md5 = "9A0F5512AB34CD56EF7890AB12CD34EF";

    [Theory]
    [InlineData("OutSum=2480.000000&InvId=12345&SignatureValue=" + Md5 + "&Shp_order=A-77", Severity.Green, "BodyGoodSeen")]
    [InlineData("outsum=2480.00\ninvid=12345\nsignaturevalue=" + Md5, Severity.Green, "BodyGoodSeen")]
    [InlineData("out_summ=2480&inv_id=12345&crc=" + Md5, Severity.Green, "BodyGoodSeen")]
    [InlineData("OutSum=2480&InvId=777&SignatureValue=" + Md5, Severity.Red, "BodyInvoiceSeen")]
    [InlineData("OutSum=2481&InvId=12345&SignatureValue=" + Md5, Severity.Yellow, "BodySumDiffersSeen")]
    [InlineData("OutSum=2480,00&InvId=12345&SignatureValue=" + Md5, Severity.Red, "BodySumSeen")]
    [InlineData("OutSum=2480&InvId=12345&SignatureValue=9A0F", Severity.Red, "DigestSeen")]
    [InlineData("OutSum=2480&InvId=12345&SignatureValue=" + Md5 + "&IsTest=1", Severity.Yellow, "BodyTestSeen")]
    [InlineData("OutSum=2480&InvId=12345", Severity.Red, "BodyMissingSeen")]
    [InlineData("ничего не понятно", Severity.Red, "BodyMissingSeen")]
    public void Body_AgainstTheFacts_SaysWhatWasSeen(string body, Severity severity, string seen)
    {
        var verdict = NotificationBodyCheck.Look(PastedRequest.Parse(body), Sample.Payment, Sample.Answers(("invoice", "12345"), ("amount", "2480,00")));
        Assert.Equal((severity, seen), (verdict.Severity, verdict.Seen.Key));
    }

    [Theory]
    [InlineData(32, "MD5")]
    [InlineData(40, "SHA1 / RIPEMD160")]
    [InlineData(64, "SHA256")]
    [InlineData(96, "SHA384")]
    [InlineData(128, "SHA512")]
    [InlineData(31, null)]
    public void AlgorithmOf_Length_NamesTheAlgorithm(int length, string? name) => Assert.Equal(name, SignatureLength.AlgorithmOf(new string('a', length)));

    [Theory]
    [InlineData("", Severity.Green, "LinkGoodSeen")]
    [InlineData("&Shp_b=1&Shp_a=2", Severity.Yellow, "ShpOrderSeen")]
    [InlineData("&Shp_a=1&shp_b=2", Severity.Yellow, "ShpCaseSeen")]
    [InlineData("&IsTest=1", Severity.Yellow, "LinkTestSeen")]
    [InlineData("&SuccessUrl2=https%3A%2F%2Ftmin.example.ru", Severity.Yellow, "LinkRawUrlSeen")]
    [InlineData("&Receipt=%257B%257D", Severity.Yellow, "LinkReceiptSeen")]
    public void Link_WithExtraFields_NamesWhatBreaksSignatures(string extra, Severity severity, string seen) =>
        Assert.Equal((severity, seen), Link($"MerchantLogin=lavka-tmin&OutSum=100.00&InvId=12345&SignatureValue={Md5}{extra}"));

    [Theory]
    [InlineData("MerchantLogin=timur@tmin.example.ru&OutSum=100.00&SignatureValue=" + Md5, Severity.Red, "LinkLoginSeen")]
    [InlineData("MerchantLogin=lavka-tmin&OutSum=100,00&SignatureValue=" + Md5, Severity.Red, "LinkSumSeen")]
    [InlineData("MerchantLogin=lavka-tmin&OutSum=0&SignatureValue=" + Md5, Severity.Red, "LinkSumSeen")]
    [InlineData("MerchantLogin=lavka-tmin&OutSum=100.00", Severity.Red, "LinkMissingSeen")]
    [InlineData("MerchantLogin=lavka-tmin&OutSum=100.00&InvId=7&SignatureValue=" + Md5, Severity.Yellow, "LinkInvoiceSeen")]
    public void Link_WithAMistake_NamesIt(string query, Severity severity, string seen) => Assert.Equal((severity, seen), Link(query));

    private static (Severity, string) Link(string query)
    {
        var verdict = PaymentLinkCheck.Look(
            PastedRequest.Parse("https://auth.robokassa.ru/Merchant/Index.aspx?" + query), Sample.Payment, Sample.Answers(("invoice", "12345")), "lavka-tmin");
        return (verdict.Severity, verdict.Seen.Key);
    }
}
