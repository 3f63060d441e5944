using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Checks;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;
using SupportDesk.Tests.Features.Files.Archives;
using SupportDesk.Tests.Features.NewCase.Drafts;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.NewCase.Checks;

public sealed class LogPicturesTests
{
    private static readonly byte[] Log = "1.1.1.1 - - [20/Nov/2026:10:02:41 +0300] \"POST /pay?InvId=12345 HTTP/1.1\" 302 1\n"u8.ToArray();

    [Fact]
    public async Task RunAsync_OnlyPictures_AsksForTheLogAsText()
    {
        await using var desk = await DeskFixture.StartAsync();
        var item = Sample.Item("log", ItemKind.File, required: true, "log-lines");
        var picture = new DraftFile(Guid.NewGuid(), "снимок.png", "unread", 1000, 0, 0, HasReport: false);
        var draft = new DraftView(Guid.NewGuid(), "sample", null, null, null, "{}", null, null, null, null, null, desk.Clock.GetUtcNow(), [picture]);
        var results = await desk.UseAsync<CheckRunner, IReadOnlyList<CheckResult>>(runner =>
            runner.RunAsync(item, Sample.Answers(("invoice", "12345")), Sample.CaseType(item), draft, desk.Merchant, CancellationToken.None));
        Assert.Equal("LogPictureSeen", Assert.Single(results).Seen.Key);
    }

    [Theory]
    [InlineData("zip", "LogZipSeen")]
    [InlineData("gz", "LogRefusedSeen")]
    [InlineData("both", "LogRefusedSeen")]
    public async Task RunAsync_PackedLogs_AreSearchedWhereThatIsPossibleAndSaidWhereNot(string packed, string seen)
    {
        await using var desk = await DeskFixture.StartAsync();
        var draft = await DraftTests.StartAsync(desk);
        if (packed != "gz")
            await AddAsync(desk, draft, "logs.zip", Packed.Zip(("a.log", Log)));
        if (packed != "zip")
            await AddAsync(desk, draft, "a.log.gz", Packed.Gzip(Log));
        var view = (await desk.UseAsync<ReadDraft, Result<DraftView>>(read => read.RunAsync(draft, desk.Merchant, default))).Value;
        var item = Sample.Item("log", ItemKind.File, false, "log-lines");
        var results = await desk.UseAsync<CheckRunner, IReadOnlyList<CheckResult>>(runner => runner.RunAsync(
            item, Sample.Answers(("invoice", "12345")), Sample.CaseType(Sample.Item("invoice", ItemKind.Invoice), item), view, desk.Merchant, default));
        Assert.Equal(seen, Assert.Single(results).Seen.Key);
    }

    private static Task<Result<Attachment>> AddAsync(DeskFixture desk, Guid draft, string name, byte[] bytes) =>
        desk.UseAsync<StoreMaskedFile, Result<Attachment>>(store =>
            store.RunAsync(new(new MemoryStream(bytes), name, null, desk.Merchant.UserId, DraftId: draft), default)
        );
}
