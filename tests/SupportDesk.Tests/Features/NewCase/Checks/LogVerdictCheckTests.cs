using System.Text;
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

public sealed class LogVerdictCheckTests
{
    [Theory]
    [InlineData(500, "Log_Failed", Severity.Red)]
    [InlineData(302, "Log_Redirected", Severity.Red)]
    [InlineData(200, "Log_Duplicated", Severity.Yellow)]
    public async Task RunAsync_PlainAndPackedLogOfACase_SaysWhatBecameOfTheNotifications(int status, string seen, Severity severity)
    {
        await using var desk = await DeskFixture.StartAsync();
        var draft = await DraftTests.StartAsync(desk);
        await AddAsync(desk, draft, "access.log", Line(2, status));
        await AddAsync(
            desk,
            draft,
            "access.log.1.gz",
            Packed.Gzip([.. Line(1, status), .. "127.0.0.1 - - [20/Nov/2026:10:00:00 +0300] \"GET / HTTP/1.1\" 200 1\n"u8])
        );
        var verdict = Assert.Single(await RunAsync(desk, draft, "12345"));
        Assert.Equal((seen, severity), (verdict.Seen.Key, verdict.Severity));
        Assert.Equal([3L, 2L, 2, 1], verdict.Details[0].Args);
        // Another invoice is not told what was found of this one.
        Assert.Empty(await RunAsync(desk, draft, "54321"));
    }

    private static byte[] Line(int minute, int status) =>
        Encoding.ASCII.GetBytes($"185.59.216.65 - - [20/Nov/2026:10:0{minute}:41 +0300] \"POST /pay?InvId=12345 HTTP/1.1\" {status} 1\n");

    private static async Task AddAsync(DeskFixture desk, Guid draft, string name, byte[] bytes) =>
        Assert.True(
            (
                await desk.UseAsync<StoreMaskedFile, Result<Attachment>>(store =>
                    store.RunAsync(new(new MemoryStream(bytes), name, null, desk.Merchant.UserId, DraftId: draft), default)
                )
            ).Ok
        );

    private static async Task<IReadOnlyList<CheckResult>> RunAsync(DeskFixture desk, Guid draft, string invoice)
    {
        var view = (await desk.UseAsync<ReadDraft, Result<DraftView>>(read => read.RunAsync(draft, desk.Merchant, default))).Value;
        var item = Sample.Item("log", ItemKind.File, false, "log-verdict");
        return await desk.UseAsync<CheckRunner, IReadOnlyList<CheckResult>>(runner => runner.RunAsync(
            item, Sample.Answers(("invoice", invoice)), Sample.CaseType(Sample.Item("invoice", ItemKind.Invoice), item), view, desk.Merchant, default));
    }
}
