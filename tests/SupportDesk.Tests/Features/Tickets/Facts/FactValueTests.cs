using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets.Facts;

namespace SupportDesk.Tests.Features.Tickets.Facts;

public sealed class FactValueTests
{
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.CreateCustomTimeZone("Moscow", TimeSpan.FromHours(3), "Moscow", "Moscow");
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.FromHours(3));

    [Theory]
    [InlineData(FactField.Amount, "2 480,00", "2480.00 RUB")]
    [InlineData(FactField.Amount, "2480", "2480.00 RUB")]
    [InlineData(FactField.Amount, "2\u00A0480,50 ₽", "2480.50 RUB")]
    [InlineData(FactField.Amount, "20 usd", "20.00 USD")]
    [InlineData(FactField.Amount, "$1,250.00", "1250.00 USD")]
    [InlineData(FactField.Amount, "2480.000000", "2480.00 RUB")]
    [InlineData(FactField.PaidAt, "25.11 14:03", "2026-11-25T11:03:00Z")]
    [InlineData(FactField.PaidAt, "вчера 9:40", "2026-11-25T06:40:00Z")]
    [InlineData(FactField.PaidAt, "20.11.2026", "2026-11-20")]
    [InlineData(FactField.InvoiceId, " 00123 ", "123")]
    [InlineData(FactField.CardLast4, "1111", "1111")]
    [InlineData(FactField.Method, "Sbp", "Sbp")]
    [InlineData(FactField.Method, "Unknown", "")]
    [InlineData(FactField.OrderNumber, "", "")]
    public void Parse_WhatPeopleType_IsTheOneSpellingAndReadsAgain(FactField field, string typed, string expected)
    {
        var value = FactValue.Parse(field, typed, Now, Moscow).Value;
        Assert.Equal(expected, value);
        var facts = new PaymentFacts();
        FactValue.Apply(facts, field, value.Length > 0 ? value : null, Moscow);
        Assert.Equal(value.Length > 0 ? value : null, FactValue.Read(facts, field, Moscow));
        Assert.Equal(value, FactValue.Parse(field, value, Now, Moscow).Value);
    }

    [Theory]
    [InlineData(FactField.Amount, "сколько-то", "AmountNotNumber")]
    [InlineData(FactField.Amount, "0", "AmountNotPositive")]
    [InlineData(FactField.Amount, "20 тугриков", "CurrencyUnknown")]
    [InlineData(FactField.InvoiceId, "12a", "InvoiceIdWrong")]
    [InlineData(FactField.InvoiceId, "4111111111111111", "FactIsSecret")]
    [InlineData(FactField.MerchantLogin, "4111111111111111", "FactIsSecret")]
    [InlineData(FactField.Amount, "4111 1111 1111 1111 RUB", "FactIsSecret")]
    [InlineData(FactField.Amount, "4111111111111111", "FactIsSecret")]
    [InlineData(FactField.PaidAt, "2099-01-01T00:00:00Z", "MomentAhead")]
    [InlineData(FactField.PaidAt, "когда-то", "MomentWrong")]
    [InlineData(FactField.PaidAt, "30.11.2026 10:00", "MomentAhead")]
    [InlineData(FactField.CardLast4, "4111111111111111", "CardLast4Wrong")]
    [InlineData(FactField.ResultUrl, "shop.example/result", "ResultUrlWrong")]
    [InlineData(FactField.ResultUrl, "https://me:secret@shop.example/", "ResultUrlWrong")]
    [InlineData(FactField.MerchantLogin, "лавка", "MerchantLoginWrong")]
    public void Parse_WhatIsNone_SaysWhyAtItsField(FactField field, string typed, string code)
    {
        var problem = Assert.Single(FactValue.Parse(field, typed, Now, Moscow).Problems);
        Assert.Equal((code, field.ToString()), (problem.Code, problem.Field));
    }
}
