using SupportDesk.Features.Intake.Checks;
using SupportDesk.Features.Intake.Drafts;
using SupportDesk.Features.Intake.Situations;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Intake.Checks;

public sealed class LogPicturesTests
{
    [Fact]
    public async Task RunAsync_OnlyPictures_AsksForTheLogAsText()
    {
        await using var desk = await TestDesk.StartAsync();
        var item = Sample.Item("log", ItemKind.File, required: true, "log-lines");
        var picture = new DraftFile(Guid.NewGuid(), "снимок.png", "unread", 1000, 0, 0, HasReport: false);
        var draft = new DraftView(Guid.NewGuid(), "sample", null, null, null, "{}", null, null, null, null, null, desk.Clock.GetUtcNow(), [picture]);
        var verdicts = await desk.UseAsync<CheckRunner, IReadOnlyList<Verdict>>(runner =>
            runner.RunAsync(item, Sample.Answers(("invoice", "12345")), Sample.Situation(item), draft, desk.Merchant, CancellationToken.None));
        Assert.Equal("LogPictureSeen", Assert.Single(verdicts).Seen.Key);
    }
}
