using SupportDesk.Features.Tickets.Facts;

namespace SupportDesk.Tests.Features.Tickets.Facts;

public sealed class FactFinderTests
{
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.CreateCustomTimeZone("Moscow", TimeSpan.FromHours(3), "Moscow", "Moscow");
    private static readonly DateTimeOffset Written = new(2026, 11, 26, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("InvoiceID 10428, помогите", "10428")]
    [InlineData("InvId=77 не пришёл", "77")]
    [InlineData("inv_id: 000123", "123")]
    [InlineData("По счёту № 10428 тишина", "10428")]
    [InlineData("оплатил счет 10428.", "10428")]
    [InlineData("номер счёта 12", "12")]
    [InlineData("My invoice #5521 is unpaid", "5521")]
    [InlineData("Invoice number 98765 was charged twice", "98765")]
    public void Find_InvoiceBehindItsName_IsFound(string text, string expected) => Assert.Equal([expected], Of(FactField.InvoiceId, text));

    [Theory]
    [InlineData("Мой телефон 8 916 123-45-67, счёт не приходит")]
    [InlineData("счёт 89161234567")]
    [InlineData("invoice 79161234567")]
    [InlineData("счёт +79161234567")]
    [InlineData("на счёт 40817810099910004312")]
    [InlineData("счёт 4111111111111111")]
    [InlineData("счёт ************1111")]
    [InlineData("выставили счёт 25.11.2026")]
    [InlineData("счёт 150 000 ₽")]
    [InlineData("счёт 2480 руб")]
    [InlineData("пришёл счёт 15 минут назад")]
    [InlineData("invoice 200 USD")]
    [InlineData("invoice 2026-11-25")]
    [InlineData("за счёт 2 дней")]
    [InlineData("сайт отвечает 302, адрес 10.0.12.1")]
    [InlineData("расчёт 12345")]
    public void Find_NumberThatIsNoInvoice_IsNotProposed(string text) => Assert.Empty(Of(FactField.InvoiceId, text));

    [Theory]
    [InlineData("заплатил 2 480,00 ₽", "2480.00 RUB")]
    [InlineData("списали 2480 руб.", "2480.00 RUB")]
    [InlineData("сумма 1 250,5 рублей", "1250.50 RUB")]
    [InlineData("charged $20 twice", "20.00 USD")]
    [InlineData("I paid 1,250.00 USD", "1250.00 USD")]
    [InlineData("15 000 тенге", "15000.00 KZT")]
    [InlineData("EUR 99.90", "99.90 EUR")]
    public void Find_SumWithCurrency_IsFound(string text, string expected) => Assert.Equal([expected], Of(FactField.Amount, text));

    [Theory]
    [InlineData("оплатил 2480, жду")]
    [InlineData("за 5 разных заказов")]
    [InlineData("+7 916 123 45 67 руб")]
    [InlineData("0 руб")]
    [InlineData("2 рубашки")]
    [InlineData("версия 1.2.3")]
    public void Find_NumberWithoutCurrency_IsNoSum(string text) => Assert.Empty(Of(FactField.Amount, text));

    [Theory]
    [InlineData("Заказ № 5521 не оплачен", "5521")]
    [InlineData("по заказу A-10045", "A-10045")]
    [InlineData("order number 778899", "778899")]
    [InlineData("Order #31 is missing", "31")]
    public void Find_OrderBehindItsName_IsFound(string text, string expected) => Assert.Equal([expected], Of(FactField.OrderNumber, text));

    [Theory]
    [InlineData("заказ 25.11.2026")]
    [InlineData("заказ 25-11-2026")]
    [InlineData("заказ 89161234567")]
    [InlineData("заказ на 1 500 руб")]
    [InlineData("заказ 1500 руб")]
    [InlineData("order 200 dollars")]
    [InlineData("предзаказ 12345")]
    [InlineData("заказ 4276 **** **** 1111")]
    public void Find_NumberThatIsNoOrder_IsNotProposed(string text) => Assert.Empty(Of(FactField.OrderNumber, text));

    [Theory]
    [InlineData("Оплатил 25.11.2026 в 14:03", "2026-11-25T11:03:00Z")]
    [InlineData("Деньги списали вчера в 9:40", "2026-11-25T06:40:00Z")]
    [InlineData("Платёж прошёл 25 ноября", "2026-11-25")]
    [InlineData("I paid on November 25, 2026 at 10:02", "2026-11-25T07:02:00Z")]
    [InlineData("Paid 2026-11-24 18:30", "2026-11-24T15:30:00Z")]
    [InlineData("оплата 30.12 10:00", "2025-12-30T07:00:00Z")]
    public void Find_DayOfPaying_IsFound(string text, string expected) => Assert.Equal([expected], Of(FactField.PaidAt, text));

    [Theory]
    [InlineData("Договор от 01.02.2026")]
    [InlineData("Оплачу 30.11.2026 в 10:00")]
    [InlineData("оплата 25.11")]
    [InlineData("платёж с адреса 10.0.12.1")]
    [InlineData("оплата 31.02.2026")]
    [InlineData("оплатил в 2026 году")]
    public void Find_DayOfSomethingElse_IsNotProposed(string text) => Assert.Empty(Of(FactField.PaidAt, text));

    [Theory]
    [InlineData("MerchantLogin: lavka-tmin", "lavka-tmin")]
    [InlineData("Merchant Login is tea.shop.", "tea.shop")]
    [InlineData("логин магазина «teashop»", "teashop")]
    public void Find_LoginOfTheShop_IsFound(string text, string expected) => Assert.Equal([expected], Of(FactField.MerchantLogin, text));

    [Theory]
    [InlineData("MerchantLogin is wrong")]
    [InlineData("MerchantLogin 12345")]
    [InlineData("не помню MerchantLogin")]
    public void Find_NoLogin_IsNotProposed(string text) => Assert.Empty(Of(FactField.MerchantLogin, text));

    [Fact]
    public void Find_LongTextOfDigits_EndsSoonAndProposesNothing()
    {
        Assert.Empty(FactFinder.Find(new string('9', 200_000), Written, Moscow));
        Assert.Empty(FactFinder.Find(string.Concat(Enumerable.Repeat("счёт ", 40_000)), Written, Moscow));
    }

    private static IEnumerable<string> Of(FactField field, string text) =>
        FactFinder.Find(text, Written, Moscow).Where(found => found.Field == field).Select(found => found.Value);
}
