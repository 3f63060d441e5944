using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Features.Diagnostics.Probe;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Tests.Features.Diagnostics.Probe;

/// <summary>The probe at a real nginx with more than thirty ways to be wrong, over real TLS.</summary>
public sealed class RunProbeTests : IAsyncLifetime
{
    private ProbeFixture bed = null!;

    public static TheoryData<string, string, string, Severity> Shops => new()
    {
        { "blank", "answer", "Answer_Blank", Severity.Red },
        { "quoted", "answer", "Answer_Quoted", Severity.Red },
        { "bom", "answer", "Answer_ByteOrderMark", Severity.Red },
        { "lower", "answer", "Answer_OtherCase", Severity.Red },
        { "alone", "answer", "Answer_OkAlone", Severity.Red },
        { "other-number", "answer", "Answer_OtherNumber", Severity.Red },
        { "surrounded", "answer", "Answer_Surrounded", Severity.Red },
        { "json", "answer", "Answer_Json", Severity.Red },
        { "html", "answer", "Answer_Html", Severity.Red },
        { "html-type", "answer", "AnswerType", Severity.Yellow },
        { "empty", "answer", "Answer_Empty", Severity.Red },
        { "bad-sign", "answer", "Answer_BadSign", Severity.Red },
        { "missing", "answer", "AnswerNotFound", Severity.Red },
        { "failed", "answer", "AnswerFailed", Severity.Red },
        { "gateway", "answer", "AnswerFailed", Severity.Red },
        { "get", "answer", "AnswerMethod", Severity.Red },
        { "get", "method", "MethodOther", Severity.Red },
        { "post", "method", "MethodOne", Severity.Yellow },
        { "moved", "redirect", "Redirect", Severity.Red },
        { "to-login", "redirect", "Redirect", Severity.Red },
        { "kept", "redirect", "Redirect", Severity.Red },
        { "hang-up", "redirect", "Failed_Broken", Severity.Red },
        { "login", "wall", "WallLogin", Severity.Red },
        { "password", "wall", "WallPassword", Severity.Red },
        { "forbidden", "wall", "WallForbidden", Severity.Red },
        { "csrf", "wall", "WallCsrf", Severity.Red },
        { "many", "wall", "WallMany", Severity.Red },
        { "cloudflare", "wall", "WallBots", Severity.Red },
        { "ddos-guard", "wall", "WallBots", Severity.Red },
        { "once", "repeat", "RepeatOther", Severity.Red },
        { "careless", "forgery", "ForgeryTaken", Severity.Red },
    };

    public async Task InitializeAsync() => bed = NginxShop.Missing is null ? await ProbeFixture.StartAsync() : null!;

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
            var (path, name, seen, severity) = ((string)row[0], (string)row[1], (string)row[2], (Severity)row[3]);
            var step = (await bed.RunAsync(bed.Nginx.Url(path))).Single(step => step.Name == name);
            Assert.True((step.Seen?.Key, step.Severity) == (seen, severity), $"{path}: {step.Seen?.Key} {step.Severity} {step.Evidence}, not {seen}");
        }
    }

    [NginxFact]
    public async Task RunAsync_ShopTakesItsTime_IsSlow()
    {
        await using var hasty = await ProbeFixture.StartAsync(("Doctor:SlowSeconds", "0.5"));
        var step = (await hasty.RunAsync(hasty.Nginx.Url("slow"))).Single(step => step.Name == "time");
        Assert.Equal(("TimeSlow", Severity.Red), (step.Seen!.Key, step.Severity));
    }

    [NginxTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RunAsync_RightShop_IsGoodInEveryStepAndIsKept(bool byGet)
    {
        var found = await bed.RunAsync(bed.Nginx.Url("good"), byGet);
        Assert.Equal(["dns", "tcp", "tls", "redirect", "wall", "answer", "time", "repeat", "method", "forgery"], found.Select(step => step.Name));
        // The address is inside, so nothing is known of the names that the provider asks.
        Assert.Equal(("DnsLocal", Severity.Unknown), (found[0].Seen?.Key, found[0].Severity));
        Assert.All(found.Skip(1), step => Assert.True(step is { Severity: Severity.Green, Seen: not null }, $"{step.Name}: {step.Seen?.Key} {step.Evidence}"));
        var run = await bed.Desk.ReadAsync(db => db.ProbeRuns.SingleAsync());
        Assert.Equal((0, null, bed.Desk.Merchant.UserId), (run.Verdict, run.Trouble, run.ByUserId));
        Assert.DoesNotContain(NginxShop.TestPassword2, run.Steps, StringComparison.Ordinal);
        var history = await bed.Desk.UseAsync<ListProbes, KeyedPage<ListProbes.Row>>(list =>
            list.RunAsync(new(bed.Desk.Shop.Id, bed.Nginx.Url("good")), bed.Desk.Merchant, CancellationToken.None)
        );
        Assert.Equal(Severity.Green, Assert.Single(history.Rows).Verdict);
    }

    [NginxFact]
    public async Task ReadProbe_KeptRun_IsToldAsItWasAndToNobodyElse()
    {
        var found = await bed.RunAsync(bed.Nginx.Url("json"));
        var id = await bed.Desk.ReadAsync(db => db.ProbeRuns.Select(run => run.Id).SingleAsync());
        var kept = await bed.Desk.UseAsync<ReadProbe, ReadProbe.Kept?>(read => read.RunAsync(id, bed.Desk.Merchant, CancellationToken.None));
        Assert.Equal((bed.Desk.Shop.Id, bed.Nginx.Url("json")), (kept!.ShopId, kept.Url));
        var texts = bed.Desk.Services.GetRequiredService<LocalizedTexts>();
        Assert.Equal(found.Select(Told), kept.Found.Select(Told));
        Assert.Equal("200 text/plain: OK" + NginxShop.InvId, kept.Found.Single(step => step.Name == "answer").Expected);
        Assert.Null(await bed.Desk.UseAsync<ReadProbe, ReadProbe.Kept?>(read => read.RunAsync(id, bed.Desk.Stranger, CancellationToken.None)));

        string Told(RunProbe.Finding step) =>
            $"{step.Name} {step.Severity} "
            + $"{(step.Seen is { } seen ? texts.SayRussian(seen) : "")} "
            + $"{(step.Advice is { } advice ? texts.SayRussian(advice) : "")} "
            + $"{step.Evidence} {step.Expected} {step.Milliseconds}";
    }

    [NginxFact]
    public async Task RunAsync_ShopAnswersWithACardNumber_IsHiddenInWhatIsKept()
    {
        var found = await bed.RunAsync(bed.Nginx.Url("card"));
        Assert.Contains("************1111", found.Single(step => step.Name == "answer").Evidence, StringComparison.Ordinal);
        var moved = (await bed.RunAsync(bed.Nginx.Url("card-moved"))).Single(step => step.Name == "redirect");
        Assert.DoesNotContain("4111111111111111", $"{moved.Evidence} {string.Join(' ', moved.Seen!.Args)}", StringComparison.Ordinal);
        Assert.All(
            await bed.Desk.ReadAsync(db => db.ProbeRuns.Select(run => run.Steps).ToListAsync()),
            steps => Assert.DoesNotContain("4111111111111111", steps, StringComparison.Ordinal)
        );
    }

    [NginxFact]
    public async Task RunAsync_AnswerEndsWithALine_ShowsWhatDiffers()
    {
        var step = (await bed.RunAsync(bed.Nginx.Url("line-end"))).Single(step => step.Name == "answer");
        Assert.Equal(
            ("Answer_LineEnd", $"200 text/plain: OK{NginxShop.InvId}↵", $"200 text/plain: OK{NginxShop.InvId}"),
            (step.Seen!.Key, step.Evidence, step.Expected)
        );
    }

    [Theory]
    [InlineData("""[{"Name":"tls","Tone":"Red","Seen":"TlsOld","Evidence":null,"Milliseconds":3}]""")]
    [InlineData("{}")]
    public void Read_StepsOfAnotherVersion_AreNone(string steps) => Assert.Empty(ProbeRecord.Read(steps));

    [Fact]
    public void Read_DaysAndNumbers_AreSaidInTheLanguageOfTheReader()
    {
        var step = new RunProbe.Finding("tls", Severity.Yellow, StepResult.Say("TlsSoon", new DateOnly(2027, 1, 5), 9), null, null, 3);
        var kept = Assert.Single(ProbeRecord.Read(ProbeRecord.Write([step])));
        Assert.Equal([new DateOnly(2027, 1, 5), 9L], kept.Seen!.Args);
    }

    [NginxFact]
    public async Task RunAsync_EveryBadCertificate_IsNamedAndNothingIsSent()
    {
        foreach (
            var (certificate, seen, severity) in ((string, string, Severity)[])
                [
                    ("good", "TlsGood", Severity.Green),
                    ("whole", "TlsGood", Severity.Green),
                    ("soon", "TlsSoon", Severity.Yellow),
                    ("expired", "Certificate_Expired", Severity.Red),
                    ("future", "Certificate_NotYetValid", Severity.Red),
                    ("other", "Certificate_OtherHost", Severity.Red),
                    ("untrusted", "Certificate_Untrusted", Severity.Red),
                    ("incomplete", "Certificate_ChainIncomplete", Severity.Red),
                    ("self", "Certificate_SelfSigned", Severity.Red),
                ]
        )
            await CheckAsync(certificate, seen, severity);

        async Task CheckAsync(string certificate, string seen, Severity severity)
        {
            var found = await bed.RunAsync(bed.Nginx.Url("good?with=" + certificate, certificate));
            var step = found.Single(step => step.Name == "tls");
            Assert.True((step.Seen!.Key, step.Severity) == (seen, severity), $"{certificate}: {step.Seen.Key} {step.Evidence}");
            if (severity == Severity.Red)
                Assert.DoesNotContain("with=" + certificate, bed.Nginx.AccessLog, StringComparison.Ordinal);
        }
    }

    [NginxTheory]
    [InlineData("weak", "TlsWeakOnly", Severity.Red)]
    [InlineData("old", "TlsOld", Severity.Red)]
    public async Task RunAsync_WeakEncryption_IsNamed(string server, string seen, Severity severity)
    {
        var step = (await bed.RunAsync(bed.Nginx.Url("good", server))).Single(step => step.Name == "tls");
        Assert.True((step.Seen!.Key, step.Severity) == (seen, severity), $"{step.Seen.Key} {step.Evidence}");
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
        await bed.Desk.UseAsync<RunProbe, Unit>(async probe =>
        {
            await foreach (
                var step in probe.RunAsync(
                    probe.NewId(),
                    new RunProbe.Input(bed.Desk.Shop.Id, bed.Nginx.Url("good"), false, NginxShop.InvId, NginxShop.OutSum),
                    bed.Desk.Agent,
                    CancellationToken.None
                )
            )
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
