using SupportDesk.Features.Diagnostics.Home;

namespace SupportDesk.Tests.Features.Diagnostics.Home;

/// <summary>What people paste, as they paste it, and what it is.</summary>
public sealed class PastedReaderTests
{
    private const string Signature = "9A0F3C5D7E1B2A4C6D8E0F1A2B3C4D5E";
    private const string Page = "https://auth.robokassa.ru/Merchant/Index.aspx";

    private const string Nginx =
        "185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] \"POST /pay/result?OutSum=2480.00&InvId=12345 HTTP/1.1\" 302 7 \"-\" \"Robokassa\"";

    [Theory]
    // Links to the payment page
    [InlineData($"{Page}?MerchantLogin=lavka&OutSum=2480.00&InvId=12345&SignatureValue={Signature}", PastedKind.PaymentLink)]
    [InlineData($"  {Page}?MerchantLogin=lavka&amp;OutSum=10&amp;InvId=&amp;SignatureValue={Signature}\n", PastedKind.PaymentLink)]
    [InlineData("https://auth.robokassa.ru/Merchant/Index.aspx?MerchantLogin=lavka&OutSum=2480.00&InvId=12345", PastedKind.PaymentLink)]
    [InlineData($"<form action='https://auth.robokassa.ru/Merchant/Index.aspx'><input name=MerchantLogin value=lavka><input name=OutSum value=11>"
        + $"<input name=InvId value=5><input name=SignatureValue value={Signature}></form>", PastedKind.PaymentLink)]
    [InlineData($$"""{"MerchantLogin":"lavka","OutSum":"11.00","InvId":5,"SignatureValue":"{{Signature}}"}""", PastedKind.PaymentLink)]
    // What comes to ResultURL
    [InlineData($"OutSum=2480.000000&InvId=12345&SignatureValue={Signature}&Shp_order=A-77", PastedKind.Notification)]
    [InlineData($"OutSum: 2480.000000\nInvId: 12345\nSignatureValue: {Signature}", PastedKind.Notification)]
    [InlineData($"POST /pay/result HTTP/1.1\nHost: tmin.example.ru\n\nOutSum=1&InvId=2&SignatureValue={Signature}&Fee=0.1", PastedKind.Notification)]
    [InlineData($"curl -X POST https://tmin.example.ru/pay/result -d 'OutSum=1&InvId=2&SignatureValue={Signature}'", PastedKind.Notification)]
    [InlineData("array(3) {\n  [\"OutSum\"]=>\n  string(4) \"1.00\"\n  [\"InvId\"]=>\n  string(1) \"2\"\n"
        + $"  [\"SignatureValue\"]=>\n  string(32) \"{Signature}\"\n}}", PastedKind.Notification)]
    [InlineData($"вот что пришло: https://tmin.example.ru/pay/result?OutSum=1&InvId=2&SignatureValue={Signature} и магазин молчит", PastedKind.Notification)]
    // The buyer's way back
    [InlineData($"https://tmin.example.ru/success?OutSum=1.00&InvId=2&SignatureValue={Signature}&Culture=ru", PastedKind.Return)]
    [InlineData("https://tmin.example.ru/fail?OutSum=1.00&InvId=2&Culture=ru", PastedKind.Return)]
    // ResultUrl2
    [InlineData("eyJhbGciOiJSUzI1NiJ9.eyJkYXRhIjp7fX0.c2ln", PastedKind.SignedState)]
    // Logs
    [InlineData(Nginx, PastedKind.Logs)]
    [InlineData(Nginx + "\n" + Nginx + "\nещё строка", PastedKind.Logs)]
    [InlineData("#Software: Microsoft Internet Information Services 10.0\n#Fields: date time cs-method cs-uri-stem sc-status", PastedKind.Logs)]
    [InlineData("{\"time\":\"2026-11-20T10:02:41+03:00\",\"request_method\":\"POST\",\"request_uri\":\"/pay/result\",\"status\":500}", PastedKind.Logs)]
    [InlineData("2026/11/20 10:02:41 [error] 1187#1187: *5 upstream timed out (110: Connection timed out) while reading", PastedKind.Logs)]
    // Addresses
    [InlineData("https://tmin.example.ru/pay/result", PastedKind.Address)]
    [InlineData("http://shop.example.com:8080/robokassa/result?token=abc", PastedKind.Address)]
    [InlineData("tmin.example.ru/pay/result", PastedKind.Address)]
    [InlineData("https://магазин.рф/оплата", PastedKind.Address)]
    [InlineData("https://localhost/result", PastedKind.Address)]
    // Numbers
    [InlineData("12345", PastedKind.Invoice)]
    [InlineData(" 000123456789 ", PastedKind.Invoice)]
    [InlineData("9223372036854775807", PastedKind.Invoice)]
    [InlineData("№ 12345", PastedKind.Invoice)]
    [InlineData("счёт 12345", PastedKind.Invoice)]
    [InlineData("Счет № 12345", PastedKind.Invoice)]
    [InlineData("InvId=12345", PastedKind.Invoice)]
    [InlineData("InvoiceID: 12345", PastedKind.Invoice)]
    [InlineData("клиент говорит, что заказ 20417 не оплачен", PastedKind.Invoice)]
    [InlineData("OpKey: 5B1C2D3E-0001-4A2B-8C3D-1234567890AB-hAnSRh2vqr", PastedKind.Operation)]
    [InlineData("5B1C2D3E-0001-4A2B-8C3D-1234567890AB-hAnSRh2vqr", PastedKind.Operation)]
    [InlineData("opkey=SIM-12345", PastedKind.Operation)]
    [InlineData("3f2b8a5e-0c1d-4e7f-9a6b-5d4c3b2a1908", PastedKind.Refund)]
    // Errors of the payment page
    [InlineData("29", PastedKind.ErrorCode)]
    [InlineData("ошибка 29", PastedKind.ErrorCode)]
    [InlineData("Код ошибки: 26", PastedKind.ErrorCode)]
    [InlineData("Error code 31", PastedKind.ErrorCode)]
    [InlineData("Покупателю показали «Ошибка 51: срок счёта», что делать?", PastedKind.ErrorCode)]
    [InlineData("Неверное значение параметра SignatureValue", PastedKind.ErrorCode)]
    [InlineData("магазин ответил bad sign", PastedKind.ErrorCode)]
    [InlineData("Этот счёт уже оплачен", PastedKind.ErrorCode)]
    // What must not stay
    [InlineData("4111111111111111", PastedKind.Card)]
    [InlineData("4111 1111 1111 1111", PastedKind.Card)]
    [InlineData("2200-0000-0000-0004", PastedKind.Card)]
    public void Read_WhatPeoplePaste_IsKnown(string text, PastedKind kind) =>
        Assert.Equal<PastedKind?>(kind, PastedReader.Read(text) is [var first, ..] ? first.Kind : null);

    [Theory]
    [InlineData("")]
    [InlineData("   \n ")]
    [InlineData("здравствуйте, ничего не работает")]
    [InlineData("помогите срочно!!!")]
    [InlineData("anna@shop.example")]
    [InlineData("https://auth.robokassa.ru/Merchant/Index.aspx")]
    [InlineData("https://partner.robokassa.ru/Account/Login")]
    [InlineData("tmin.example.ru")]
    [InlineData("ftp://shop.example/result")]
    [InlineData("SignatureValue")]
    [InlineData("SignatureValue=abc")]
    [InlineData("utm_source=ya&utm_campaign=5")]
    [InlineData("-5")]
    [InlineData("0")]
    [InlineData("12345.67")]
    [InlineData("9223372036854775808")]
    [InlineData("10:02, 20 ноября")]
    [InlineData("+7 (912) 345-67-89")]
    [InlineData("correct horse battery staple")]
    [InlineData("{\"a\":1}")]
    [InlineData("eyJ.x")]
    [InlineData("SD-1042")]
    [InlineData("2026-11-20")]
    public void Read_WhatBelongsToNoTool_IsNothing(string text) => Assert.Empty(PastedReader.Read(text));

    [Fact]
    public void Read_TooLong_IsNothing() => Assert.Empty(PastedReader.Read(new string('1', PastedReader.MaxLength + 1)));

    [Theory]
    [InlineData("29", "ErrorCode:29 Invoice:29")]
    [InlineData("12345", "Invoice:12345")]
    [InlineData("000123", "Invoice:123")]
    [InlineData($"OutSum=2480.000000&InvId=12345&SignatureValue={Signature}", "Notification: Invoice:12345")]
    [InlineData(Nginx, "Logs:12345")]
    [InlineData("tmin.example.ru/pay/result", "Address:https://tmin.example.ru/pay/result")]
    [InlineData("3F2B8A5E-0C1D-4E7F-9A6B-5D4C3B2A1908", "Refund:3f2b8a5e-0c1d-4e7f-9a6b-5d4c3b2a1908 Operation:3F2B8A5E-0C1D-4E7F-9A6B-5D4C3B2A1908")]
    public void Read_SeveralReadings_LikeliestFirstWithWhatTheToolNeeds(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', PastedReader.Read(text).Select(one => $"{one.Kind}:{one.Value}")));

    [Fact]
    public void Read_LinesOfTwoInvoices_NamesNeither()
    {
        var logs = Assert.Single(PastedReader.Read(Nginx + "\n" + Nginx.Replace("12345", "777", StringComparison.Ordinal)));
        Assert.Equal((PastedKind.Logs, "2", null), (logs.Kind, logs.Seen, logs.Value));
    }

    [Fact]
    public void Read_Notification_SaysByWhichFieldsItWasKnown() =>
        Assert.Equal("OutSum, InvId, SignatureValue, Shp_", PastedReader.Read($"OutSum=1&InvId=2&SignatureValue={Signature}&Shp_a=1")[0].Seen);
}
