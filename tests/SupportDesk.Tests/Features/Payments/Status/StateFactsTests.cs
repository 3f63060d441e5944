using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using SupportDesk.Features.Diagnostics;
using SupportDesk.Features.Payments.Status;
using SupportDesk.Kernel;
using SupportDesk.Robokassa.Status;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Payments.Status;

public sealed class StateFactsTests
{
    private static readonly OperationState Paid = new()
    {
        ResultCode = 0,
        StateCode = 100,
        OutSum = 2480m,
        IncSum = 2480m,
        OutCurrLabel = "RUR",
        PaymentMethod = "BankCard",
        IncCurrLabel = "BankCardPSR",
        StateDate = new DateTimeOffset(2026, 11, 20, 7, 2, 41, TimeSpan.Zero),
        OpKey = "A-1",
    };

    [Theory]
    [InlineData("ru", "Оплачен, зачислен (100)", "Банковская карта (BankCardPSR)", "2\u00a0480,00\u00a0₽", "МСК")]
    [InlineData("en", "Paid and credited (100)", "Bank card (BankCardPSR)", "2,480.00\u00a0₽", "MSK")]
    public async Task Of_PaidByCard_SaysWordsSumsWithCurrencyAndTheZone(string culture, string state, string way, string sum, string zone)
    {
        var facts = await FactsAsync(culture, Paid);
        Assert.Equal((state, way, sum, sum), (facts["Fact_State"], facts["Fact_Method"], facts["Fact_OutSum"], facts["Fact_IncSum"]));
        Assert.EndsWith(zone, facts["Fact_StateDate"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_UnknownWay_NamesItsCodeOnce() =>
        Assert.Equal("Barter", (await FactsAsync("ru", Paid with { PaymentMethod = "Barter", IncCurrLabel = null }))["Fact_Method"]);

    [Fact]
    public async Task Of_RefusedQuestion_NamesTheCodeOfTheAnswer() =>
        Assert.Equal("Подпись не принята (1)", (await FactsAsync("ru", new OperationState { ResultCode = 1 }))["Fact_State"]);

    [Fact]
    public async Task Of_ForeignCurrency_KeepsIt() =>
        Assert.Equal("2\u00a0480,00\u00a0KZT", (await FactsAsync("ru", Paid with { OutCurrLabel = "KZT" }))["Fact_OutSum"]);

    private static async Task<Dictionary<string, string>> FactsAsync(string culture, OperationState state)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        await using var desk = await DeskFixture.StartAsync();
        var texts = desk.Services.GetRequiredService<IStringLocalizer<DiagnosticsText>>();
        var time = desk.Services.GetRequiredService<DeskTime>();
        return StateFacts.Of(state, texts, time).ToDictionary(fact => fact.Name, fact => fact.Value);
    }
}
