using Microsoft.EntityFrameworkCore;
using SupportDesk.Features.Doctor.Probe;
using SupportDesk.Features.Intake.Checks;
using SupportDesk.Kernel;

namespace SupportDesk.Tests.Features.Doctor.Probe;

/// <summary>The probe at a real nginx with thirty ways to be wrong, over real TLS.</summary>
public sealed class RunProbeTests : IAsyncLifetime
{
    private ProbeBed bed = null!;

    public static TheoryData<string, string, string, Tone> Shops => new()
    {
        { "blank", "answer", "Answer_Blank", Tone.Red },
        { "quoted", "answer", "Answer_Quoted", Tone.Red },
        { "bom", "answer", "Answer_ByteOrderMark", Tone.Red },
        { "lower", "answer", "Answer_OtherCase", Tone.Red },
        { "alone", "answer", "Answer_OkAlone", Tone.Red },
        { "other-number", "answer", "Answer_OtherNumber", Tone.Red },
        { "surrounded", "answer", "Answer_Surrounded", Tone.Red },
        { "json", "answer", "Answer_Json", Tone.Red },
        { "html", "answer", "Answer_Html", Tone.Red },
        { "html-type", "answer", "AnswerType", Tone.Yellow },
        { "empty", "answer", "Answer_Empty", Tone.Red },
        { "bad-sign", "answer", "Answer_BadSign", Tone.Red },
        { "missing", "answer", "AnswerNotFound", Tone.Red },
        { "failed", "answer", "AnswerFailed", Tone.Red },
        { "gateway", "answer", "AnswerFailed", Tone.Red },
        { "get", "answer", "AnswerMethod", Tone.Red },
        { "get", "method", "MethodOther", Tone.Red },
        { "post", "method", "MethodOne", Tone.Yellow },
        { "moved", "redirect", "Redirect", Tone.Red },
        { "to-login", "redirect", "Redirect", Tone.Red },
        { "kept", "redirect", "Redirect", Tone.Red },
        { "hang-up", "redirect", "Failed_Broken", Tone.Red },
        { "login", "wall", "WallLogin", Tone.Red },
        { "password", "wall", "WallPassword", Tone.Red },
        { "forbidden", "wall", "WallForbidden", Tone.Red },
        { "csrf", "wall", "WallCsrf", Tone.Red },
        { "many", "wall", "WallMany", Tone.Red },
        { "cloudflare", "wall", "WallBots", Tone.Red },
        { "ddos-guard", "wall", "WallBots", Tone.Red },
        { "slow", "time", "TimeSlow", Tone.Red },
        { "once", "repeat", "RepeatOther", Tone.Red },
        { "careless", "forgery", "ForgeryTaken", Tone.Red },
    };

    public async Task InitializeAsync() => bed = NginxShop.Missing is null ? await ProbeBed.StartAsync() : null!;

    public async Task DisposeAsync()
    {
        if (bed is not null)
            await bed.DisposeAsync();
    }

    [NginxFact]
    public async Task RunAsync_EveryWrongShop_IsToldWhatIsWrong()
    {
        foreach (var row in Shops)
        {
            var (path, name, seen, tone) = ((string)row[0], (string)row[1], (string)row[2], (Tone)row[3]);
            var step = (await bed.RunAsync(bed.Nginx.Url(path))).Single(step => step.Name == name);
            Assert.True((step.Seen?.Key, step.Tone) == (seen, tone), $"{path}: {step.Seen?.Key} {step.Tone} {step.Evidence}, not {seen}");
        }
    }

    [NginxTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RunAsync_RightShop_IsGoodInEveryStepAndIsKept(bool byGet)
    {
        var found = await bed.RunAsync(bed.Nginx.Url("good"), byGet);
        Assert.Equal(["dns", "tcp", "tls", "redirect", "wall", "answer", "time", "repeat", "method", "forgery"], found.Select(step => step.Name));
        Assert.All(found, step => Assert.True(step is { Tone: Tone.Green, Seen: not null }, $"{step.Name}: {step.Seen?.Key} {step.Evidence}"));
        var run = await bed.Desk.ReadAsync(db => db.ProbeRuns.SingleAsync());
        Assert.Equal((0, null, bed.Desk.Merchant.UserId), (run.Verdict, run.Trouble, run.ByUserId));
        Assert.DoesNotContain(NginxShop.TestPassword2, run.Steps, StringComparison.Ordinal);
        var history = await bed.Desk.UseAsync<ListProbes, IReadOnlyList<ListProbes.Row>>(list => list.RunAsync(bed.Desk.Shop.Id, bed.Nginx.Url("good"), bed.Desk.Merchant, CancellationToken.None));
        Assert.Equal(Tone.Green, Assert.Single(history).Verdict);
    }

    [NginxFact]
    public async Task RunAsync_EveryBadCertificate_IsNamedAndNothingIsSent()
    {
        foreach (var (certificate, seen, tone) in ((string, string, Tone)[])
        [
            ("good", "TlsGood", Tone.Green), ("whole", "TlsGood", Tone.Green), ("soon", "TlsSoon", Tone.Yellow), ("expired", "Certificate_Expired", Tone.Red),
            ("future", "Certificate_NotYetValid", Tone.Red), ("other", "Certificate_OtherHost", Tone.Red), ("untrusted", "Certificate_Untrusted", Tone.Red),
            ("incomplete", "Certificate_ChainIncomplete", Tone.Red), ("self", "Certificate_SelfSigned", Tone.Red),
        ])
            await CheckAsync(certificate, seen, tone);

        async Task CheckAsync(string certificate, string seen, Tone tone)
        {
            var found = await bed.RunAsync(bed.Nginx.Url("good?with=" + certificate, certificate));
            var step = found.Single(step => step.Name == "tls");
            Assert.True((step.Seen!.Key, step.Tone) == (seen, tone), $"{certificate}: {step.Seen.Key} {step.Evidence}");
            if (tone == Tone.Red)
                Assert.DoesNotContain("with=" + certificate, bed.Nginx.AccessLog, StringComparison.Ordinal);
        }
    }

    [NginxTheory]
    [InlineData("weak", "TlsWeakOnly", Tone.Red)]
    [InlineData("old", "TlsOld", Tone.Red)]
    public async Task RunAsync_WeakEncryption_IsNamed(string server, string seen, Tone tone)
    {
        var step = (await bed.RunAsync(bed.Nginx.Url("good", server))).Single(step => step.Name == "tls");
        Assert.True((step.Seen!.Key, step.Tone) == (seen, tone), $"{step.Seen.Key} {step.Evidence}");
    }

    [NginxFact]
    public async Task RunAsync_PlainHttpMovedToTls_SaysThatTheFieldsAreLost()
    {
        var found = await bed.RunAsync(bed.Nginx.PlainUrl("moved"));
        Assert.Equal(("TlsNone", "RedirectTls"), (found.Single(step => step.Name == "tls").Seen!.Key, found.Single(step => step.Name == "redirect").Seen!.Key));
        Assert.Contains($"301 → {bed.Nginx.Url("good")}", found.Single(step => step.Name == "redirect").Evidence, StringComparison.Ordinal);
    }

    [NginxFact]
    public async Task T48_RunAsync_RedirectToAHostThatIsNotListed_IsNamedAndNotFollowed()
    {
        var step = (await bed.RunAsync(bed.Nginx.Url("inside"))).Single(step => step.Name == "redirect");
        Assert.Equal("302 → http://169.254.169.254/latest/meta-data/", step.Evidence);
    }

    [NginxFact]
    public async Task RunAsync_StoppedInTheMiddle_IsKeptAsFarAsItCame()
    {
        await bed.Desk.UseAsync<RunProbe, Done>(async probe =>
        {
            await foreach (var step in probe.RunAsync(new RunProbe.Input(bed.Desk.Shop.Id, bed.Nginx.Url("good"), false, NginxShop.InvId, NginxShop.OutSum), bed.Desk.Agent, CancellationToken.None))
            {
                if (step.Name == "tcp")
                    break;
            }

            return default;
        });
        Assert.DoesNotContain("POST", bed.Nginx.AccessLog, StringComparison.Ordinal);
        Assert.Contains("TcpGood", (await bed.Desk.ReadAsync(db => db.ProbeRuns.SingleAsync())).Steps, StringComparison.Ordinal);
    }
}
