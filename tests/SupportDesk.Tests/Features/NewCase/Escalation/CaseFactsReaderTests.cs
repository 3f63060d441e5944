using SupportDesk.Data.Entities;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Features.NewCase.Escalation;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.NewCase.Escalation;

public sealed class CaseFactsReaderTests
{
    [Theory]
    [InlineData("20.11.2026 09:40", "2026-11-20T06:40:00Z", false)]
    [InlineData("20.11 0940", "2026-11-20T06:40:00Z", false)]
    [InlineData("20.11 9.40", "2026-11-20T06:40:00Z", false)]
    [InlineData("20.11.2026", "2026-11-19T21:00:00Z", true)]
    [InlineData("вчера", "2026-11-20T21:00:00Z", true)]
    public async Task Payment_TimeHoweverItIsWritten_IsKnownOnlyIfItWasGiven(string typed, string at, bool isUnknown)
    {
        await using var desk = await DeskFixture.StartAsync();
        var answers = new CaseAnswers { [FactKeys.PaidAt] = typed };
        var caseType = Sample.CaseType(Sample.Item(FactKeys.PaidAt, ItemKind.DateTime));
        var payment = await desk.UseAsync<CaseFactsReader, PaymentFacts>(read => Task.FromResult(read.Payment(caseType, answers, null)));
        Assert.Equal((DateTimeOffset.Parse(at, null), isUnknown), (payment.PaidAt!.Value, payment.PaidTimeUnknown));
    }
}
