using System.Text;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.SelfTest;
using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Tests.Features.Email.SelfTest;

public sealed class SelfTestTests
{
    [Fact]
    public async Task Run_Folders_BringsAllBackMakesNoTicketAndIsRemembered()
    {
        await using var mail = await MailFixture.StartAsync();
        var tickets = await mail.Desk.ReadAsync(db => db.Tickets.CountAsync());
        Assert.True((await StartAsync(mail)).Ok);
        Assert.Equal(SelfTestState.Waiting, (await StepsAsync(mail))["CameBack"].State);
        await mail.ReceiveAsync();

        var steps = await StepsAsync(mail);
        Assert.Equal(
            [
                ("Sent", SelfTestState.Ok),
                ("CameBack", SelfTestState.Ok),
                ("Plus", SelfTestState.Ok),
                ("Authserv", SelfTestState.Note),
                ("Decoded", SelfTestState.Ok),
            ],
            steps.Values.Select(step => (step.Key, step.State))
        );
        Assert.All(await mail.LedgerAsync(), row => Assert.Equal((EmailOutcome.Suppressed, "SelfTest"), (row.Outcome, row.Reason)));
        Assert.Equal(6, (await mail.LedgerAsync()).Count);
        Assert.Equal(tickets, await mail.Desk.ReadAsync(db => db.Tickets.CountAsync()));
        Assert.Empty(await mail.SuspendedAsync());
        mail.Desk.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(mail.Desk.Admin.Name, (await ViewAsync(mail)).StartedBy);
    }

    [Fact]
    public async Task Run_WhileOneIsUnderWay_IsThatOne()
    {
        await using var mail = await MailFixture.StartAsync();
        Assert.Equal((await StartAsync(mail)).Value, (await StartAsync(mail)).Value);
        Assert.Equal(1, await mail.Desk.ReadAsync(db => db.SelfTests.CountAsync()));
    }

    [Fact]
    public async Task Run_EmailDamagedOnTheWay_IsNamed()
    {
        await using var mail = await MailFixture.StartAsync();
        await StartAsync(mail);
        var file = Incoming(mail).First(path => File.ReadAllText(path, Encoding.Latin1).Contains("koi8-r@", StringComparison.Ordinal));
        await File.WriteAllTextAsync(
            file,
            (await File.ReadAllTextAsync(file, Encoding.Latin1)).Replace("Subject: ", "Subject: ? ", StringComparison.Ordinal),
            Encoding.Latin1
        );
        await mail.ReceiveAsync();
        var decoded = (await StepsAsync(mail))["Decoded"];
        Assert.Equal((SelfTestState.Bad, "koi8-r"), (decoded.State, decoded.Args[0]));
    }

    [Fact]
    public async Task Run_NothingComesBack_SaysSoAfterThreeMinutes()
    {
        await using var mail = await MailFixture.StartAsync();
        await StartAsync(mail);
        mail.Desk.Clock.Advance(TimeSpan.FromMinutes(4));
        var steps = await StepsAsync(mail);
        Assert.Equal((SelfTestState.Bad, "CameBackBad"), (steps["CameBack"].State, steps["CameBack"].Says));
        Assert.Equal(SelfTestState.Warn, steps["Plus"].State);
    }

    [Fact]
    public async Task T13_Pin_NameThatTheHostStamps_CountsFromThenOn()
    {
        await using var mail = await MailFixture.StartAsync();
        await StartAsync(mail);
        foreach (var file in Incoming(mail))
            await File.WriteAllTextAsync(
                file,
                "Authentication-Results: MX.desk.example; spf=pass\r\n" + await File.ReadAllTextAsync(file, Encoding.Latin1),
                Encoding.Latin1
            );
        await mail.ReceiveAsync();
        Assert.Equal("mx.desk.example", (await ViewAsync(mail)).CanTrust);
        Assert.Equal("NotStamped", (await TrustAsync(mail, "evil.example")).Problems[0].Code);
        Assert.Equal([Problem.NotFound], (await TrustAsync(mail, "mx.desk.example", mail.Desk.Agent)).Problems);
        Assert.True((await TrustAsync(mail, "mx.desk.example")).Ok);
        Assert.Null((await ViewAsync(mail)).CanTrust);

        mail.Drop(
            "Authentication-Results: mx.desk.example; dkim=pass header.d=rk.example.ru\n"
                + $"From: <{MailFixture.Provider}>\n"
                + "Subject: x\n"
                + "Message-ID: <1@rk.example.ru>\n"
                + $"In-Reply-To: <{(await mail.OutboxAsync()).InternetMessageId}>\n\n"
                + "Да"
        );
        await mail.ReceiveAsync();
        Assert.Equal(SenderTrust.Strong, (await mail.MessagesAsync())[^1].Trust);
        Assert.Equal(["mail.pin", "mail.selftest"], await mail.Desk.ReadAsync(db => db.Audit.OrderBy(a => a.Action).Select(a => a.Action).ToListAsync()));
    }

    [Fact]
    public async Task T02_EmailThatPretendsToBeATest_IsTreatedLikeAnyOther()
    {
        await using var mail = await MailFixture.StartAsync();
        await StartAsync(mail);
        await mail.ReceiveAsync();
        mail.Drop("From: <eve@evil.example>\nSubject: x\nMessage-ID: <1@evil.example>\n\nsupportdesk-selftest:aaaaaaaaaaaaaaaaaaaa:utf-8");
        await mail.ReceiveAsync();
        Assert.Single(await mail.SuspendedAsync());
    }

    [Fact]
    public async Task T52_Start_AgentOrMerchant_IsRefused()
    {
        await using var mail = await MailFixture.StartAsync();
        foreach (var actor in new[] { mail.Desk.Agent, mail.Desk.Merchant })
            Assert.Equal([Problem.NotFound], (await StartAsync(mail, actor)).Problems);
        Assert.Empty(mail.Written());
    }

    private static IReadOnlyList<string> Incoming(MailFixture mail) =>
        [.. mail.InMailbox("new").Select(name => Path.Combine(mail.Desk.Folder, "mail", "in", "new", name))];

    private static Task<Result<Guid>> StartAsync(MailFixture mail, Actor? actor = null) =>
        mail.Desk.UseAsync<StartSelfTest, Result<Guid>>(start =>
            start.RunAsync(SenderIdentities.DefaultMailbox, actor ?? mail.Desk.Admin, CancellationToken.None)
        );

    private static Task<Result<Unit>> TrustAsync(MailFixture mail, string host, Actor? actor = null) =>
        mail.Desk.UseAsync<TrustAuthservId, Result<Unit>>(pin =>
            pin.RunAsync(SenderIdentities.DefaultMailbox, host, actor ?? mail.Desk.Admin, CancellationToken.None)
        );

    private static async Task<SelfTestView> ViewAsync(MailFixture mail) =>
        (await mail.Desk.UseAsync<ReadSelfTests, Result<IReadOnlyList<TestedMailbox>>>(read => read.RunAsync(mail.Desk.Agent, CancellationToken.None)))
            .Value[0]
            .Last!;

    private static async Task<IReadOnlyDictionary<string, SelfTestStep>> StepsAsync(MailFixture mail) =>
        (await ViewAsync(mail)).Steps.ToDictionary(step => step.Key);
}
