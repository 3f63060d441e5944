using SupportDesk.Features.Payments.SelfAudit;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.Diagnostics.Probe;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Payments.SelfAudit;

public sealed class ReadAuditTests
{
    [NginxFact]
    public async Task RunAsync_AfterAProbe_TicksWhatWasSeen()
    {
        await using var bed = await ProbeFixture.StartAsync();
        var url = bed.Nginx.Url("careless");
        Assert.True(
            (
                await bed.Desk.UseAsync<SaveShop, Result<Unit>>(save =>
                    save.RunAsync(
                        new SaveShop.Input(
                            bed.Desk.Shop.Id,
                            "sha256",
                            ["one", "one", null, null],
                            [false, false, false, false],
                            url,
                            false,
                            string.Join(' ', bed.Nginx.Hosts),
                            false
                        ),
                        bed.Desk.Admin,
                        CancellationToken.None
                    )
                )
            ).Ok
        );
        var before = await ReadAsync(bed.Desk, bed.Desk.Merchant);
        Assert.Null(before!.ProbedAt);
        Assert.Equal(AuditState.NotSeen, StateOf(before, "Answers"));

        await bed.RunAsync(url);

        var after = await ReadAsync(bed.Desk, bed.Desk.Merchant);
        Assert.NotNull(after!.ProbedAt);
        Assert.Equal(
            [
                AuditState.Kept,
                // An address inside says nothing of how the provider reaches it.
                AuditState.NotSeen,
                AuditState.Kept,
                AuditState.Broken,
                AuditState.Kept,
                AuditState.Broken,
                AuditState.NotSeen,
                AuditState.AskYourself,
            ],
            new[] { "Encrypted", "Reached", "Answers", "Refuses", "Algorithm", "Passwords", "Journal", "Amount" }.Select(key => StateOf(after, key))
        );
    }

    [Fact]
    public async Task T52_RunAsync_OtherShop_IsNothing()
    {
        await using var desk = await DeskFixture.StartAsync();
        Assert.Null(await ReadAsync(desk, desk.Stranger));
        Assert.All((await ReadAsync(desk, desk.Agent))!.Practices, practice => Assert.NotEqual(AuditState.Kept, practice.State));
    }

    private static Task<ReadAudit.Report?> ReadAsync(DeskFixture desk, Actor actor) =>
        desk.UseAsync<ReadAudit, ReadAudit.Report?>(audit => audit.RunAsync(desk.Shop.Id, actor, CancellationToken.None));

    private static AuditState StateOf(ReadAudit.Report report, string key) => report.Practices.Single(practice => practice.Key == key).State;
}
