using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email;
using SupportDesk.Features.Email.Inbox;
using SupportDesk.Features.Email.SelfTest;
using SupportDesk.Features.Email.Setup;
using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Tests.Features.Email.Setup;

/// <summary>Stored settings that cannot be used: no e-mail may end in a folder and count as sent.</summary>
public sealed class HeldMailboxTests
{
    [Fact]
    public async Task Load_PasswordsOfOtherKeys_HoldTheEmailsUntilTheMailboxIsMended()
    {
        await using var mail = await MailFixture.StartAsync();
        var desk = mail.Desk;
        await StoreAsync(mail, new MailboxSecrets(new EphemeralDataProtectionProvider()));
        var settings = desk.Services.GetRequiredService<MailSettings>();
        await LoadAsync(mail, settings);

        Assert.Equal(0, await mail.SendAsync());
        var waiting = await mail.OutboxAsync();
        Assert.Equal((OutboxState.Queued, 0, true), (waiting.State, waiting.Attempts, waiting.Body.Length > 0));
        Assert.Empty(mail.Written());
        Assert.Empty(desk.Services.GetRequiredService<Mailboxes>().All);
        var health = await mail.MailHealthAsync();
        Assert.Contains("its e-mails wait", health, StringComparison.Ordinal);
        Assert.Contains("/desk/settings/mailbox", health, StringComparison.Ordinal);
        var view = (await desk.UseAsync<ReadMailboxSetup, Result<MailboxSetupView>>(read => read.RunAsync(desk.Admin, default))).Value;
        Assert.Equal(
            (true, false, "imap.shop.example"), (view.IsLocked, view.IsFolder, view.Fields[MailboxKeys.ImapHost].Value));
        var tested = await desk.UseAsync<StartSelfTest, Result<Guid>>(test => test.RunAsync(SenderIdentities.DefaultMailbox, desk.Admin, default));
        Assert.Equal("MailboxHeld", Assert.Single(tested.Problems).Code);
        var counted = (await desk.UseAsync<CountMail, Result<MailCounts>>(count => count.RunAsync(desk.Admin, default))).Value;
        Assert.Equal(("desk@shop.example", MailboxFault.Stored), counted.Down.Select(down => (down.Address, down.Fault)).Single());

        Assert.True((await desk.UseAsync<ForgetMailbox, Result<Unit>>(forget => forget.RunAsync(desk.Admin, default))).Ok);
        Assert.Equal((null, 1), (settings.StoredTrouble, await mail.SendAsync()));
        Assert.Null(await mail.MailHealthAsync());
    }

    [Fact]
    public async Task Load_KeysThatFit_HoldNothing()
    {
        await using var mail = await MailFixture.StartAsync();
        await StoreAsync(mail, mail.Desk.Services.GetRequiredService<MailboxSecrets>());
        var settings = await LoadAsync(mail, MailSettings.Read(mail.Desk.Services.GetRequiredService<IConfiguration>()));
        Assert.Equal((null, false, MailTransport.Smtp), (settings.StoredTrouble, settings.Mailboxes[0].IsHeld, settings.Mailboxes[0].Transport));
    }

    [Fact]
    public async Task T73_Load_TokensOrPasswordsOfTheConfiguration_GoToNoStoredServer()
    {
        await using var mail = await MailFixture.StartAsync();
        await StoreAsync(mail, mail.Desk.Services.GetRequiredService<MailboxSecrets>());
        foreach (var said in new (string, string)[][]
        {
            [("Mail:OAuth:TokenEndpoint", "https://login.example/token"), ("Mail:OAuth:ClientId", "desk"), ("Mail:OAuth:ClientSecret", "geheim")],
            [("Mail:Smtp:Password", "geheim")],
        })
        {
            var configuration = new ConfigurationBuilder().AddConfiguration(mail.Desk.Services.GetRequiredService<IConfiguration>())
                .AddInMemoryCollection(said.Select(one => KeyValuePair.Create(one.Item1, (string?)one.Item2))).Build();
            var settings = await LoadAsync(mail, MailSettings.Read(configuration));
            Assert.True(settings.Mailboxes[0].IsHeld);
            Assert.Contains(":Host: it is not set", settings.StoredTrouble, StringComparison.Ordinal);
            Assert.DoesNotContain("geheim", settings.StoredTrouble, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Hold_MailboxesWithAWayOfTheirOwn_GoOn()
    {
        var settings = MailSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mail:Mailboxes:payers:Purpose"] = "Payers",
            ["Mail:Mailboxes:payers:Address"] = "payers@shop.example",
            ["Mail:Mailboxes:payers:Transport"] = "Folder",
            ["Mail:Mailboxes:shops:Purpose"] = "Merchants",
            ["Mail:Mailboxes:shops:Address"] = "shops@shop.example",
        }).Build());
        settings.Hold(new Dictionary<string, string> { [MailboxKeys.Transport] = "Smtp", [MailboxKeys.Address] = "desk@shop.example" }, "the reason");
        Assert.Equal(
            [("default", true), ("payers", false), ("shops", true)],
            settings.Mailboxes.Select(box => (box.Name, box.IsHeld)).OrderBy(box => box.Name, StringComparer.Ordinal));
        Assert.Equal(("desk@shop.example", false), (settings.Mailboxes[0].Identity.Address, settings.Identities.For(MailPurposes.Provider).Leaves));
        settings.Apply(StoredMailbox.Nothing);
        Assert.All(settings.Mailboxes, box => Assert.Equal((false, MailTransport.Folder), (box.IsHeld, box.Transport)));
    }

    private static Task<int> StoreAsync(MailFixture mail, MailboxSecrets secrets) => mail.Desk.ReadAsync(db =>
    {
        db.Add(new MailboxSetup
        {
            Mailbox = SenderIdentities.DefaultMailbox,
            Address = "desk@shop.example",
            ImapHost = "imap.shop.example",
            ImapPort = 993,
            ImapSecurity = "SslOnConnect",
            ImapUser = "desk@shop.example",
            ImapPassword = secrets.Close(SenderIdentities.DefaultMailbox, MailboxSecrets.Imap, "Zima"),
            ImapFolder = "INBOX",
            SmtpHost = "smtp.shop.example",
            SmtpPort = 465,
            SmtpSecurity = "SslOnConnect",
            SmtpUser = "desk@shop.example",
            SmtpPassword = secrets.Close(SenderIdentities.DefaultMailbox, MailboxSecrets.Smtp, "Zima"),
            ChangedAt = mail.Desk.Clock.GetUtcNow(),
            ChangedBy = "Олег",
        });
        return db.SaveChangesAsync();
    });

    private static async Task<MailSettings> LoadAsync(MailFixture mail, MailSettings settings)
    {
        await new LoadMailboxSetup(
            mail.Desk.Services.GetRequiredService<IDbContextFactory<DeskDbContext>>(), settings, mail.Desk.Services.GetRequiredService<MailboxSecrets>(),
            NullLogger<LoadMailboxSetup>.Instance).StartAsync(default);
        return settings;
    }
}
