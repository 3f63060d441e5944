namespace SupportDesk.Robokassa.Tests;

public sealed class SignatureBaseTests
{
    private const string Published = "published.jsonl";

    public static TheoryData<int> All => Vector.Numbers(Published);

    [Theory]
    [MemberData(nameof(All))]
    public void Of_PublishedFields_GiveTheirBaseString(int number)
    {
        var vector = Vector.Read(Published)[number];
        // Where names of mixed case are sorted, publishers differ: one of the three readings has to give theirs.
        Assert.Contains(vector.Base, new[] { ShpOrder.NameIgnoringCase, ShpOrder.NameOrdinal, ShpOrder.PairOrdinal }.Select(order => BaseOf(vector, order)));
    }

    [Theory]
    [InlineData(ShpOrder.NameIgnoringCase, "Shp_a=1:shp_b=2:Shp_C=3:shp_c1=4")]
    [InlineData(ShpOrder.NameOrdinal, "Shp_C=3:Shp_a=1:shp_b=2:shp_c1=4")]
    [InlineData(ShpOrder.AsSent, "shp_c1=4:Shp_C=3:shp_b=2:Shp_a=1")]
    public void Sort_MixedCase_FollowsTheReading(ShpOrder order, string expected) => Assert.Equal(expected, string.Join(':', SignatureBase.Sort(
        [new("shp_c1", "4"), new("Shp_C", "3"), new("shp_b", "2"), new("Shp_a", "1")], order)));

    [Fact]
    public void Sort_NameThatBeginsAnother_GoesBehindItByPair() => Assert.Equal(["Shp_a1=2", "Shp_a=1"], SignatureBase.Sort(
        [new("Shp_a", "1"), new("Shp_a1", "2")], ShpOrder.PairOrdinal).Select(parameter => parameter.ToString()));

    [Fact]
    public void OfPayment_Modifiers_StandInTheDocumentedOrderWithoutEmptySlots()
    {
        var request = new PaymentRequest
        {
            MerchantLogin = "demo",
            OutSum = "1",
            OutSumCurrency = "USD",
            UserIp = "192.0.2.1",
            Receipt = "%7B%7D",
            StepByStep = "true",
            ResultUrl2 = "https://a",
            SuccessUrl2 = "https://b",
            SuccessUrl2Method = "GET",
            FailUrl2 = "https://c",
            FailUrl2Method = "POST",
            Token = "t",
            Shp = [new("Shp_x", "1")],
        };
        Assert.Equal("demo:1::USD:192.0.2.1:%7B%7D:true:https://a:https://b:GET:https://c:POST:t:p:Shp_x=1", SignatureBase.OfPayment(request, "p"));
        Assert.Equal("demo:1::p", SignatureBase.OfPayment(new PaymentRequest { MerchantLogin = "demo", OutSum = "1" }, "p"));
    }

    private static string BaseOf(Vector vector, ShpOrder order) =>
        vector.Kind switch
        {
            "payment" or "recurring" => SignatureBase.OfPayment(RequestOf(vector), vector.Password!, order),
            "result" => SignatureBase.OfResult(vector["OutSum"]!, vector["InvId"]!, vector.Password!, vector.Own, order),
            "success" => SignatureBase.OfSuccess(vector["OutSum"]!, vector["InvId"]!, vector.Password!, vector.Own, order),
            "opstate" => SignatureBase.OfStatus(vector["MerchantLogin"]!, vector["InvoiceID"]!, vector.Password!),
            "hold_confirm" => SignatureBase.OfHoldConfirmation(
                vector["MerchantLogin"]!,
                vector["OutSum"]!,
                vector["InvoiceID"]!,
                vector["Receipt"],
                vector.Password!
            ),
            "hold_cancel" => SignatureBase.OfHoldCancellation(vector["MerchantLogin"]!, vector["InvoiceID"]!, vector.Password!),
            "second_receipt" => SignatureBase.OfSecondReceipt(vector["body_base64"]!, vector.Password!),
            _ => throw new InvalidDataException(vector.Kind),
        };

    private static PaymentRequest RequestOf(Vector vector) => new()
    {
        MerchantLogin = vector["MerchantLogin"]!,
        OutSum = vector["OutSum"]!,
        InvId = vector["InvId"] ?? vector["InvoiceID"],
        OutSumCurrency = vector["OutSumCurrency"],
        UserIp = vector["UserIp"],
        Receipt = vector["Receipt"],
        StepByStep = vector["StepByStep"],
        ResultUrl2 = vector["ResultUrl2"],
        SuccessUrl2 = vector["SuccessUrl2"],
        SuccessUrl2Method = vector["SuccessUrl2Method"],
        FailUrl2 = vector["FailUrl2"],
        FailUrl2Method = vector["FailUrl2Method"],
        Token = vector["Token"],
        Shp = vector.Own,
    };
}
