using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;

namespace SupportDesk.Tests.Features.Tickets;

public sealed class PriorityRuleTests
{
    [Fact]
    public void Of_EveryImpactAndSpread_StandsInTheTableAndNeverFallsWithSpread()
    {
        foreach (var impact in Enum.GetValues<Impact>())
        {
            var byspread = Enum.GetValues<Scope>().Order().Select(spread => PriorityRule.Of(impact, spread)).ToList();
            Assert.Equal(byspread.OrderDescending(), byspread);
        }
    }

    [Fact]
    public void Of_PaymentsFailForAll_IsTheMostUrgent() => Assert.Equal(Priority.P1, PriorityRule.Of(Impact.PaymentsFail, Scope.All));
}
