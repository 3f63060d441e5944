using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.Data;
using SupportDesk.Features.Email;
using SupportDesk.Features.Email.SelfTest;
using SupportDesk.Features.Email.Setup;
using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;
using SupportDesk.Tests.Security;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Email.Setup;

public sealed class SaveMailboxTests
{
    private static readonly string Password = PlantedSecrets.Values.First(one => one.StartsWith("Zima", StringComparison.Ordinal));
    private static readonly (string, string)[] Tokens =
    [
        ("Mail:OAuth:TokenEndpoint", "https://login.example/token"), ("Mail:OAuth:ClientId", "desk"), ("Mail:OAuth:ClientSecret", "of-the-server"),
    ];

    private static readonly Guid Form = Guid.Parse("5f1f64c8-5f0e-4a57-9a52-6f6d5a2c8a11");

    [Fact]
    public async Task Run_Untested_HoldsAtOnceAndThePasswordIsNowhere()
    {
        var kept = new Kept();
        await using var desk = await DeskFixture.StartAsync(kept.Listen);
        var settings = desk.Services.GetRequiredService<MailSettings>();
        var changed = settings.Changed;
        Assert.True((await SaveAsync(desk, Input())).Ok);

        var box = Assert.Single(settings.Mailboxes);
        Assert.Equal((MailTransport.Smtp, "imap.shop.example", 993, Password, "smtp.shop.example", Password),
            (box.Transport, box.Imap.Host, box.Imap.Port, box.Imap.Password, box.Smtp.Host, box.Smtp.Password));
        Assert.Equal("desk@shop.example", desk.Services.GetRequiredService<SenderIdentities>().For(MailPurposes.Provider).Address);
        Assert.True(changed.IsCancellationRequested);
        Assert.Empty(await kept.LeaksAsync(desk));
        var view = (await desk.UseAsync<ReadMailboxSetup, Result<MailboxSetupView>>(read => read.RunAsync(desk.Admin, default))).Value;
        Assert.Equal((true, true, true), (view.HasImapPassword, view.SameSignIn, view.SignsIn));
        Assert.DoesNotContain(view.Fields.Values, field => field.Value.Contains(Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_EmptyPassword_KeepsTheStoredOneForTheSameServerOnly()
    {
        await using var desk = await DeskFixture.StartAsync();
        await SaveAsync(desk, Input());
        Assert.True((await SaveAsync(desk, Input(password: "") with { Name = "Лавка" })).Ok);
        var box = desk.Services.GetRequiredService<MailSettings>().Mailboxes[0];
        Assert.Equal((Password, Password, "Лавка"), (box.Imap.Password, box.Smtp.Password, box.Identity.Name));

        var input = Input(password: "");
        foreach (var stolen in new[]
        {
            input with { Imap = input.Imap with { Host = "imap.evil.example" } }, input with { Smtp = input.Smtp with { Host = "smtp.evil.example" } },
            input with { Imap = input.Imap with { User = "other@shop.example" } },
        })
            Assert.Equal(("PasswordAgain", MailboxKeys.ImapPassword), (await SaveAsync(desk, stolen)).Problems.Select(one => (one.Code, one.Field)).First());
        Assert.Same(box, desk.Services.GetRequiredService<MailSettings>().Mailboxes[0]);
    }

    [Fact]
    public async Task Run_FieldOfTheConfiguration_StaysAsItSaysAndIsShownSo()
    {
        await using var desk = await DeskFixture.StartAsync(null, ("Mail:Smtp:Host", "smtp.server.example"), ("Mail:Address", "fixed@server.example"));
        Assert.True((await SaveAsync(desk, Input())).Ok);
        var box = desk.Services.GetRequiredService<MailSettings>().Mailboxes[0];
        Assert.Equal(("smtp.server.example", "imap.shop.example", "fixed@server.example"), (box.Smtp.Host, box.Imap.Host, box.Identity.Address));
        var view = (await desk.UseAsync<ReadMailboxSetup, Result<MailboxSetupView>>(read => read.RunAsync(desk.Admin, default))).Value;
        Assert.Equal(("Mail:Smtp:Host", null), (view.Fields[MailboxKeys.SmtpHost].FixedBy, view.Fields[MailboxKeys.ImapHost].FixedBy));
    }

    [Fact]
    public async Task Run_PasswordOfTheConfiguration_GoesToNoServerThatSomebodyTyped()
    {
        await using var desk = await DeskFixture.StartAsync(null, ("Mail:Imap:Password", "of-the-server"));
        var refused = await SaveAsync(desk, Input());
        Assert.Contains(("HostNotSaid", MailboxKeys.ImapHost), refused.Problems.Select(one => (one.Code, one.Field)));
    }

    [Theory]
    [InlineData("Imap:Port", "PortWrong", "99999")]
    [InlineData("Imap:Host", "HostWrong", "два слова")]
    [InlineData("Imap:Host", "HostMissing", "")]
    [InlineData("Imap:Security", "SecurityNone", "None")]
    [InlineData("Imap:Security", "SecurityWrong", "Auto")]
    [InlineData("Address", "AddressWrong", "desk")]
    [InlineData("Imap:Folder", "FolderProcessed", "SupportDesk")]
    public async Task Run_FieldThatCannotBe_IsNamed(string field, string code, string value)
    {
        await using var desk = await DeskFixture.StartAsync();
        var input = Input();
        input = field switch
        {
            "Imap:Port" => input with { Imap = input.Imap with { Port = value } },
            "Imap:Host" => input with { Imap = input.Imap with { Host = value } },
            "Imap:Security" => input with { Imap = input.Imap with { Security = value } },
            "Address" => input with { Address = value },
            _ => input with { Folder = value },
        };
        Assert.Contains((code, field), (await SaveAsync(desk, input)).Problems.Select(one => (one.Code, (string?)one.Field)));
        Assert.Equal(0, await desk.ReadAsync(db => db.MailboxSetups.CountAsync()));
    }

    [Fact]
    public async Task Run_ServerThatLetsNobodyIn_KeepsNothingAndSaysWhy()
    {
        await using var desk = await DeskFixture.StartAsync();
        var closed = new ServerInput("127.0.0.1", "1", "SslOnConnect", null, Password);
        var refused = await SaveAsync(desk, Input() with { Imap = closed, Smtp = closed with { Port = "2" } }, untested: false);
        Assert.Equal("SetupNotEntered", Assert.Single(refused.Problems).Code);
        var progress = desk.Services.GetRequiredService<SetupBoard>().Find(Form)!;
        Assert.Equal(
            [("Imap", SelfTestState.Bad, "CheckClosed"), ("Smtp", SelfTestState.Bad, "CheckClosed")],
            progress.Steps.Select(step => (step.Key, step.State, step.Says)));
        Assert.Equal((true, false), (progress.IsOver, progress.IsSaved));
        Assert.Equal(0, await desk.ReadAsync(db => db.MailboxSetups.CountAsync()));
        Assert.Equal(MailTransport.Folder, desk.Services.GetRequiredService<MailSettings>().Mailboxes[0].Transport);
    }

    [Fact]
    public async Task T52_Run_WhoeverIsNoAdministrator_FindsNothing()
    {
        await using var desk = await DeskFixture.StartAsync();
        foreach (var actor in new[] { desk.Stranger, desk.Agent, desk.Agent with { Role = DeskRole.Lead } })
        {
            Assert.Equal(Problem.NotFound, (await SaveAsync(desk, Input(), actor: actor)).Problems[0]);
            var read = await desk.UseAsync<ReadMailboxSetup, Result<MailboxSetupView>>(one => one.RunAsync(actor, default));
            Assert.Equal(Problem.NotFound, read.Problems[0]);
            Assert.Equal(Problem.NotFound, (await desk.UseAsync<ForgetMailbox, Result<Unit>>(forget => forget.RunAsync(actor, default))).Problems[0]);
        }

        Assert.Null(desk.Services.GetRequiredService<SetupBoard>().Find(Form));
    }

    [Fact]
    public async Task Load_AfterARestart_HoldsAgainUnlessTheConfigurationForbids()
    {
        await using var desk = await DeskFixture.StartAsync();
        await SaveAsync(desk, Input());
        var configuration = desk.Services.GetRequiredService<IConfiguration>();
        Assert.Equal("imap.shop.example", (await LoadAsync(desk, MailSettings.Read(configuration))).Mailboxes[0].Imap.Host);

        var other = new ConfigurationBuilder().AddConfiguration(configuration)
            .AddInMemoryCollection([KeyValuePair.Create("Mail:Imap:Processed", (string?)"INBOX")]).Build();
        var held = await LoadAsync(desk, MailSettings.Read(other));
        Assert.Equal((true, "imap.shop.example"), (held.Mailboxes[0].IsHeld, held.Mailboxes[0].Imap.Host));
    }

    [Fact]
    public async Task T73_Run_TokensOfTheConfiguration_GoToNoServerThatSomebodyTyped()
    {
        await using var desk = await DeskFixture.StartAsync(null, Tokens);
        var refused = await SaveAsync(desk, Input(password: ""));
        Assert.Equal(
            [("TokenHostNotSaid", MailboxKeys.ImapHost), ("TokenHostNotSaid", MailboxKeys.SmtpHost)],
            refused.Problems.Select(one => (one.Code, one.Field!)).Order());
        Assert.Equal(0, await desk.ReadAsync(db => db.MailboxSetups.CountAsync()));
    }

    [Fact]
    public async Task Run_TokensForServersOfTheConfiguration_NeedNoPassword()
    {
        await using var desk = await DeskFixture.StartAsync(
            null, [.. Tokens, ("Mail:Imap:Host", "imap.shop.example"), ("Mail:Smtp:Host", "smtp.shop.example")]);
        var saved = await SaveAsync(desk, Input(password: ""));
        Assert.True(saved.Ok, saved.Ok ? "" : saved.Problems[0].Code);
        Assert.True(desk.Services.GetRequiredService<MailSettings>().Mailboxes[0] is { Transport: MailTransport.Smtp, OAuth.IsUsed: true, Imap.Password: "" });
    }

    [Theory]
    [InlineData(true, "SetupForgottenMeanwhile")]
    [InlineData(false, "SetupChangedMeanwhile")]
    public async Task Run_SomebodyElseWasFasterWhileTheServersAnswered_SaysSoAndLeavesTheirs(bool forgets, string code)
    {
        var meanwhile = new Meanwhile();
        await using var desk = await DeskFixture.StartAsync(meanwhile.Listen);
        Assert.True((await SaveAsync(desk, Input())).Ok);
        var other = desk.Clock.GetUtcNow().AddSeconds(5);
        meanwhile.Act = () => desk.ReadAsync(db => forgets
            ? db.MailboxSetups.ExecuteDeleteAsync()
            : db.MailboxSetups.ExecuteUpdateAsync(set => set.SetProperty(row => row.ChangedAt, other).SetProperty(row => row.Name, "Другая")));
        desk.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(code, Assert.Single((await SaveAsync(desk, Input() with { Name = "Моя" })).Problems).Code);
        Assert.Equal(forgets ? [] : ["Другая"], await desk.ReadAsync(db => db.MailboxSetups.Select(row => row.Name).ToListAsync()));
        Assert.Equal("Чайная лавка", desk.Services.GetRequiredService<MailSettings>().Mailboxes[0].Identity.Name);
    }

    [Fact]
    public async Task Run_FirstOfTwoAtOnce_IsKeptAndTheOtherIsTold()
    {
        var meanwhile = new Meanwhile();
        await using var desk = await DeskFixture.StartAsync(meanwhile.Listen);
        await SaveAsync(desk, Input());
        var row = await desk.ReadAsync(db => db.MailboxSetups.AsNoTracking().SingleAsync());
        await desk.ReadAsync(db => db.MailboxSetups.ExecuteDeleteAsync());
        meanwhile.Act = () => desk.ReadAsync(db =>
        {
            db.MailboxSetups.Add(row);
            return db.SaveChangesAsync();
        });
        Assert.Equal("SetupChangedMeanwhile", Assert.Single((await SaveAsync(desk, Input() with { Name = "Моя" })).Problems).Code);
        Assert.Equal("Чайная лавка", await desk.ReadAsync(db => db.MailboxSetups.Select(one => one.Name).SingleAsync()));
    }

    [Fact]
    public async Task Run_PageOfBeforeSomebodyElsesChange_IsRefused()
    {
        await using var desk = await DeskFixture.StartAsync();
        Assert.True((await SaveAsync(desk, Input() with { Seen = MailboxInput.SeenAt(null) })).Ok);
        Assert.Equal("SetupChangedMeanwhile", Assert.Single((await SaveAsync(desk, Input() with { Seen = MailboxInput.SeenAt(null) })).Problems).Code);
        var view = (await desk.UseAsync<ReadMailboxSetup, Result<MailboxSetupView>>(read => read.RunAsync(desk.Admin, default))).Value;
        Assert.True((await SaveAsync(desk, Input() with { Seen = MailboxInput.SeenAt(view.ChangedAt) })).Ok);
    }

    [Fact]
    public async Task Forget_ForgottenBySomebodyElseJustNow_IsForgotten()
    {
        var meanwhile = new Meanwhile();
        await using var desk = await DeskFixture.StartAsync(meanwhile.Listen);
        await SaveAsync(desk, Input());
        meanwhile.Act = () => desk.ReadAsync(db => db.MailboxSetups.ExecuteDeleteAsync());
        Assert.True((await desk.UseAsync<ForgetMailbox, Result<Unit>>(forget => forget.RunAsync(desk.Admin, default))).Ok);
        Assert.Equal(MailTransport.Folder, desk.Services.GetRequiredService<MailSettings>().Mailboxes[0].Transport);
    }

    [Fact]
    public async Task Forget_Stored_GoesBackToTheConfiguration()
    {
        await using var desk = await DeskFixture.StartAsync();
        await SaveAsync(desk, Input());
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await desk.UseAsync<ForgetMailbox, Result<Unit>>(forget => forget.RunAsync(desk.Admin, default))).Ok);
        Assert.Equal(MailTransport.Folder, desk.Services.GetRequiredService<MailSettings>().Mailboxes[0].Transport);
        Assert.Equal(0, await desk.ReadAsync(db => db.MailboxSetups.CountAsync()));
        Assert.Equal(
            ["mail.mailbox", "mail.forget"],
            await desk.ReadAsync(db => db.Audit.OrderBy(row => row.At).ThenBy(row => row.Id).Select(row => row.Action).ToListAsync()));
    }

    [Fact]
    public async Task Open_SecretOfAnotherServer_IsNone()
    {
        await using var desk = await DeskFixture.StartAsync();
        var secrets = desk.Services.GetRequiredService<MailboxSecrets>();
        var closed = secrets.Close("default", MailboxSecrets.Imap, Password);
        Assert.Equal((Password, null, null), (
            secrets.Open("default", MailboxSecrets.Imap, closed), secrets.Open("default", MailboxSecrets.Smtp, closed),
            secrets.Open("provider", MailboxSecrets.Imap, closed)));
    }

    private static MailboxInput Input(string? password = null) => new(
        "desk@shop.example", "Чайная лавка", new ServerInput("imap.shop.example", "993", "SslOnConnect", null, password ?? Password), null,
        new ServerInput("smtp.shop.example", "465", "SslOnConnect", null, null), SignsIn: true, SameSignIn: true, PlusAddresses: false);

    private static Task<Result<Unit>> SaveAsync(DeskFixture desk, MailboxInput input, bool untested = true, Actor? actor = null) =>
        desk.UseAsync<SaveMailbox, Result<Unit>>(save => save.RunAsync(Form, input, untested, actor ?? desk.Admin, default));

    private static async Task<MailSettings> LoadAsync(DeskFixture desk, MailSettings settings)
    {
        await new LoadMailboxSetup(
            desk.Services.GetRequiredService<IDbContextFactory<DeskDbContext>>(), settings, desk.Services.GetRequiredService<MailboxSecrets>(),
            NullLogger<LoadMailboxSetup>.Instance).StartAsync(default);
        return settings;
    }
}
