using SupportDesk.Data.Entities;
using SupportDesk.Features.Diagnostics.Probe;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Tests.Features.Diagnostics.Probe;

public sealed class AddressRuleTests
{
    [Theory]
    [InlineData("+", "", AddressHealth.Works)]
    [InlineData("-", "", AddressHealth.Doubtful)]
    [InlineData("+-", "", AddressHealth.Doubtful)]
    [InlineData("+-+", "", AddressHealth.Works)]
    [InlineData("+--", "broke", AddressHealth.Broken)]
    [InlineData("--", "broke", AddressHealth.Broken)]
    [InlineData("+-----", "broke", AddressHealth.Broken)]
    [InlineData("+--+", "broke healed", AddressHealth.Works)]
    [InlineData("+--+-+--+", "broke healed broke healed", AddressHealth.Works)]
    public void Evaluate_LooksInARow_TellsOnceThatItBrokeAndOnceThatItWorks(string looks, string told, AddressHealth end)
    {
        var (health, emails) = (AddressHealth.Unknown, new List<string>());
        foreach (var look in looks)
        {
            var decision = AddressRule.Evaluate(health, look == '-', TimeSpan.FromHours(6));
            if (decision.Tells)
                emails.Add(decision.Health == AddressHealth.Broken ? "broke" : "healed");
            health = decision.Health;
        }

        Assert.Equal((told, end), (string.Join(' ', emails), health));
    }

    [Fact]
    public void Evaluate_BadLook_IsRepeatedSoonerThanAGoodOne()
    {
        var every = TimeSpan.FromHours(6);
        Assert.Equal(every, AddressRule.Evaluate(AddressHealth.Works, false, every).Again);
        Assert.Equal(AddressRule.SecondLook, AddressRule.Evaluate(AddressHealth.Works, true, every).Again);
        Assert.Equal(AddressRule.WhileBroken, AddressRule.Evaluate(AddressHealth.Broken, true, every).Again);
    }

    [Theory]
    [InlineData("tls", true, false)]
    [InlineData("answer", false, true)]
    [InlineData("forgery", false, false)]
    [InlineData("repeat", false, false)]
    public void IsBlockedOrNotTaken_RedStep_KeepsNotificationsOutOrDoesNot(string step, bool isBlocked, bool isNotTaken)
    {
        RunProbe.Finding[] found = [new(step, Severity.Red, null, null, null, 1), new("time", Severity.Yellow, null, null, null, 1)];
        Assert.Equal((isBlocked, isNotTaken), (AddressRule.IsBlocked(found), AddressRule.IsNotTaken(found)));
    }
}
