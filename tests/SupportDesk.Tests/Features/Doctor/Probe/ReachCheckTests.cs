using SupportDesk.Features.Intake.Checks;
using SupportDesk.Features.Intake.Drafts;
using SupportDesk.Features.Intake.Situations;

namespace SupportDesk.Tests.Features.Doctor.Probe;

/// <summary>What the checklist finds out about an address by itself, at a real nginx.</summary>
public sealed class ReachCheckTests
{
    [NginxFact]
    public async Task RunAsync_AddressInAChecklist_IsLookedAtWithoutARequest()
    {
        await using var bed = await ProbeBed.StartAsync();
        Assert.Equal(("TlsGood", Tone.Green), Found(await RunAsync(bed, bed.Nginx.Url("good"))));
        Assert.Equal(("Certificate_Expired", Tone.Red), Found(await RunAsync(bed, bed.Nginx.Url("good", "expired"))));
        Assert.Equal("", bed.Nginx.AccessLog);

        (string, Tone) Found(IReadOnlyList<Verdict> verdicts) => (verdicts.Single(verdict => verdict.Seen.Texts.Name == "DoctorText").Seen.Key, verdicts.Single(verdict => verdict.Seen.Texts.Name == "DoctorText").Tone);
    }

    [NginxFact]
    public async Task RunAsync_HostThatIsNotListed_IsLeftAlone()
    {
        await using var bed = await ProbeBed.StartAsync();
        Assert.All(await RunAsync(bed, "https://other.example/result"), verdict => Assert.NotEqual("DoctorText", verdict.Seen.Texts.Name));
    }

    private static Task<IReadOnlyList<Verdict>> RunAsync(ProbeBed bed, string url)
    {
        var item = Intake.Sample.Item("result-url", ItemKind.Url, required: true, "result-url", "result-url-reach");
        var draft = new DraftView(Guid.NewGuid(), "sample", bed.Desk.Shop.Id, null, null, "{}", null, null, null, null, null, bed.Desk.Clock.GetUtcNow(), []);
        return bed.Desk.UseAsync<CheckRunner, IReadOnlyList<Verdict>>(runner =>
            runner.RunAsync(item, Intake.Sample.Answers(("result-url", url)), Intake.Sample.Situation(item), draft, bed.Desk.Merchant, CancellationToken.None));
    }
}
