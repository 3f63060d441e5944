using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Checks;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Kernel.Findings;
using SupportDesk.Tests.Features.Diagnostics.Probe;

namespace SupportDesk.Tests.Features.NewCase.Checks;

/// <summary>What the checklist finds out about an address by itself, at a real nginx.</summary>
public sealed class ReachCheckTests
{
    [NginxFact]
    public async Task RunAsync_AddressInAChecklist_IsLookedAtWithoutARequest()
    {
        await using var bed = await ProbeFixture.StartAsync();
        Assert.Equal(("TlsGood", Severity.Green), Found(await RunAsync(bed, bed.Nginx.Url("good"))));
        Assert.Equal(("Certificate_Expired", Severity.Red), Found(await RunAsync(bed, bed.Nginx.Url("good", "expired"))));
        Assert.Equal("", bed.Nginx.AccessLog);

        (string, Severity) Found(IReadOnlyList<CheckResult> results) =>
            (
                results.Single(verdict => verdict.Seen.Texts.Name == "DiagnosticsText").Seen.Key,
                results.Single(verdict => verdict.Seen.Texts.Name == "DiagnosticsText").Severity
            );
    }

    [NginxFact]
    public async Task RunAsync_HostThatIsNotListed_IsLeftAlone()
    {
        await using var bed = await ProbeFixture.StartAsync();
        Assert.All(await RunAsync(bed, "https://other.example/result"), verdict => Assert.NotEqual("DiagnosticsText", verdict.Seen.Texts.Name));
    }

    private static Task<IReadOnlyList<CheckResult>> RunAsync(ProbeFixture bed, string url)
    {
        var item = Sample.Item("result-url", ItemKind.Url, required: true, "result-url", "result-url-reach");
        var draft = new DraftView(Guid.NewGuid(), "sample", bed.Desk.Shop.Id, null, null, "{}", null, null, null, null, null, bed.Desk.Clock.GetUtcNow(), []);
        return bed.Desk.UseAsync<CheckRunner, IReadOnlyList<CheckResult>>(runner =>
            runner.RunAsync(item, Sample.Answers(("result-url", url)), Sample.CaseType(item), draft, bed.Desk.Merchant, CancellationToken.None));
    }
}
