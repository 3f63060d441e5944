using SupportDesk.Features.Intake.Checks;

namespace SupportDesk.Tests.Features.Intake.Checks;

public sealed class PastedRequestTests
{
    private const string Md5 = "9A0F5512AB34CD56EF7890AB12CD34EF";

    [Theory]
    [InlineData("OutSum=2480.000000&InvId=12345&SignatureValue=" + Md5 + "&Shp_order=A-77", Tone.Green, "BodyGoodSeen")]
    [InlineData("outsum=2480.00\ninvid=12345\nsignaturevalue=" + Md5, Tone.Green, "BodyGoodSeen")]
    [InlineData("out_summ=2480&inv_id=12345&crc=" + Md5, Tone.Green, "BodyGoodSeen")]
    [InlineData("OutSum=2480&InvId=777&SignatureValue=" + Md5, Tone.Red, "BodyInvoiceSeen")]
    [InlineData("OutSum=2481&InvId=12345&SignatureValue=" + Md5, Tone.Yellow, "BodySumDiffersSeen")]
    [InlineData("OutSum=2480,00&InvId=12345&SignatureValue=" + Md5, Tone.Red, "BodySumSeen")]
    [InlineData("OutSum=2480&InvId=12345&SignatureValue=9A0F", Tone.Red, "DigestSeen")]
    [InlineData("OutSum=2480&InvId=12345&SignatureValue=" + Md5 + "&IsTest=1", Tone.Yellow, "BodyTestSeen")]
    [InlineData("OutSum=2480&InvId=12345", Tone.Red, "BodyMissingSeen")]
    [InlineData("ничего не понятно", Tone.Red, "BodyMissingSeen")]
    public void Body_AgainstTheFacts_SaysWhatWasSeen(string body, Tone tone, string seen)
    {
        var verdict = NotificationBodyCheck.Look(FormText.Parse(body), Sample.Payment, Sample.Answers(("invoice", "12345"), ("amount", "2480,00")));
        Assert.Equal((tone, seen), (verdict.Tone, verdict.Seen.Key));
    }

    [Theory]
    [InlineData(32, "MD5")]
    [InlineData(40, "SHA1 / RIPEMD160")]
    [InlineData(64, "SHA256")]
    [InlineData(96, "SHA384")]
    [InlineData(128, "SHA512")]
    [InlineData(31, null)]
    public void AlgorithmOf_Length_NamesTheAlgorithm(int length, string? name) => Assert.Equal(name, Digest.AlgorithmOf(new string('a', length)));

    [Theory]
    [InlineData("", Tone.Green, "LinkGoodSeen")]
    [InlineData("&Shp_b=1&Shp_a=2", Tone.Yellow, "ShpOrderSeen")]
    [InlineData("&Shp_a=1&shp_b=2", Tone.Yellow, "ShpCaseSeen")]
    [InlineData("&IsTest=1", Tone.Yellow, "LinkTestSeen")]
    [InlineData("&SuccessUrl2=https%3A%2F%2Ftmin.example.ru", Tone.Yellow, "LinkRawUrlSeen")]
    [InlineData("&Receipt=%257B%257D", Tone.Yellow, "LinkReceiptSeen")]
    public void Link_WithExtraFields_NamesWhatBreaksSignatures(string extra, Tone tone, string seen) =>
        Assert.Equal((tone, seen), Link($"MerchantLogin=lavka-tmin&OutSum=100.00&InvId=12345&SignatureValue={Md5}{extra}"));

    [Theory]
    [InlineData("MerchantLogin=timur@tmin.example.ru&OutSum=100.00&SignatureValue=" + Md5, Tone.Red, "LinkLoginSeen")]
    [InlineData("MerchantLogin=lavka-tmin&OutSum=100,00&SignatureValue=" + Md5, Tone.Red, "LinkSumSeen")]
    [InlineData("MerchantLogin=lavka-tmin&OutSum=0&SignatureValue=" + Md5, Tone.Red, "LinkSumSeen")]
    [InlineData("MerchantLogin=lavka-tmin&OutSum=100.00", Tone.Red, "LinkMissingSeen")]
    [InlineData("MerchantLogin=lavka-tmin&OutSum=100.00&InvId=7&SignatureValue=" + Md5, Tone.Yellow, "LinkInvoiceSeen")]
    public void Link_WithAMistake_NamesIt(string query, Tone tone, string seen) => Assert.Equal((tone, seen), Link(query));

    private static (Tone, string) Link(string query)
    {
        var verdict = PaymentLinkCheck.Look(
            FormText.Parse("https://auth.robokassa.ru/Merchant/Index.aspx?" + query), Sample.Payment, Sample.Answers(("invoice", "12345")), "lavka-tmin");
        return (verdict.Tone, verdict.Seen.Key);
    }
}
