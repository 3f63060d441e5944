using Microsoft.Extensions.Configuration;
using SupportDesk.Features.Email;
using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Tests.Features.Email;

public sealed class MailSettingsTests
{
    [Theory]
    [InlineData("Mail:Transport", "Pigeon", "Mail:Transport")]
    [InlineData("Mail:Smtp:Host", "", "Mail:Smtp:Host")]
    [InlineData("Mail:Smtp:Port", "70000", "Mail:Smtp:Port")]
    [InlineData("Mail:Smtp:Security", "None", "Mail:Smtp:Security")]
    [InlineData("Mail:Imap:User", "", "Mail:Imap:User")]
    [InlineData("Mail:Imap:Security", "Perhaps", "Mail:Imap:Security")]
    [InlineData("Mail:Smtp:Security", "Auto", "Mail:Smtp:Security")]
    [InlineData("Mail:Smtp:Security", "StartTlsWhenAvailable", "Mail:Smtp:Security")]
    [InlineData("Mail:Imap:Security", "Auto", "Mail:Imap:Security")]
    [InlineData("Mail:Imap:Security", "StartTlsWhenAvailable", "Mail:Imap:Security")]
    [InlineData("Mail:PollSeconds", "0", "Mail:PollSeconds")]
    [InlineData("Mail:Address", "desk", "Mail:Address")]
    [InlineData("Mail:Address", "desk@x.example\r\nBcc: eve@evil.example", "Mail:Address")]
    [InlineData("Mail:ProviderNumberPattern", "(", "Mail:ProviderNumberPattern")]
    [InlineData("Mail:Authentication:Dns", "dns.example", "Mail:Authentication:Dns")]
    [InlineData("Mail:Authentication:Dns", "Off, 127.0.0.1", "Mail:Authentication:Dns")]
    [InlineData("Mail:TrustedSealers:0", "lists", "Mail:TrustedSealers")]
    [InlineData("Mail:TrustedSealers:0", "lists.example/x", "Mail:TrustedSealers")]
    public void Read_SettingThatCannotBe_IsNamed(string key, string value, string named)
    {
        var error = Assert.Throws<ConfigurationException>(() => MailSettings.Read(Settings((key, value))));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mail:Mailboxes:payers:Address", "", "Mail:Mailboxes:payers:Address")]
    [InlineData("Mail:Mailboxes:payers:Purpose", "", "Mail:Mailboxes:payers:Purpose")]
    [InlineData("Mail:Mailboxes:payers:Purpose", "Everybody", "Mail:Mailboxes:payers:Purpose")]
    [InlineData("Mail:Mailboxes:payers:Smtp:Host", "", "Mail:Mailboxes:payers:Smtp:Host")]
    [InlineData("Mail:Mailboxes:payers:Imap:Password", "", "Mail:Mailboxes:payers:Imap:Password")]
    [InlineData("Mail:Mailboxes:payers:Imap:User", "desk", "Mail:Mailboxes")]
    [InlineData("Mail:Mailboxes:Плательщики:Purpose", "Payers", "Mail:Mailboxes:Плательщики")]
    public void Read_MailboxThatCannotBe_IsNamed(string key, string value, string named)
    {
        var error = Assert.Throws<ConfigurationException>(() => MailSettings.Read(Settings([.. Payers, (key, value)])));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://login.example/token", "desk", "TokenEndpoint")]
    [InlineData("token", "desk", "TokenEndpoint")]
    [InlineData("https://login.example/token", "", "ClientId")]
    [InlineData("https://login.example/token", "desk", "ClientSecret")]
    public void Read_TokensThatCannotBeHad_AreNamed(string endpoint, string client, string named) =>
        Assert.Contains(
            "Mail:OAuth:" + named,
            Assert
                .Throws<ConfigurationException>(() => MailSettings.Read(Settings(("Mail:OAuth:TokenEndpoint", endpoint), ("Mail:OAuth:ClientId", client))))
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Read_WithTokens_NeedsNoPassword()
    {
        var settings = MailSettings.Read(Settings(("Mail:OAuth:TokenEndpoint", "https://login.example/token"), ("Mail:OAuth:ClientId", "desk"),
            ("Mail:OAuth:RefreshToken", "r-secret"), ("Mail:Smtp:Password", ""), ("Mail:Imap:Password", "")));
        Assert.Equal("a ··· b", settings.WithoutSecrets("a r-secret b"));
    }

    [Theory]
    [InlineData("desk@пример.рф")]
    [InlineData("desk@xn--e1afmkfd.xn--p1ai")]
    public void Read_AddressWithARussianDomain_IsTakenInBothForms(string address) =>
        Assert.Equal(address, MailSettings.Read(Settings(("Mail:Address", address))).Mailboxes[0].Identity.Address);

    [Fact]
    public void Read_ServerOnThisMachine_NeedsNoEncryption() =>
        Assert.Equal(
            25,
            MailSettings.Read(Settings(("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Security", "None"), ("Mail:Smtp:Port", "25"))).Mailboxes[0].Smtp.Port
        );

    [Fact]
    public void Read_NothingSet_WritesToFolders()
    {
        var settings = MailSettings.Read(new ConfigurationBuilder().Build());
        var box = Assert.Single(settings.Mailboxes);
        Assert.Equal((MailTransport.Folder, "folder:in", MailPurposes.All), (box.Transport, box.LedgerName, box.Identity.Purposes));
        Assert.Equal(TimeSpan.FromSeconds(5), settings.PollInterval(box.Transport));
    }

    [Fact]
    public void Read_NothingSet_AsksTheMachinesNameServersAndTrustsNoSealer()
    {
        var authentication = MailSettings.Read(new ConfigurationBuilder().Build()).Authentication;
        Assert.True(authentication.UsesDns);
        Assert.Empty(authentication.NameServers);
        Assert.Empty(authentication.TrustedSealers);
    }

    [Fact]
    public void Read_NameServersAndSealers_AreUnderstood()
    {
        var authentication = MailSettings.Read(Settings(("Mail:Authentication:Dns", "127.0.0.1:5353, ::1 10.0.0.53"),
            ("Mail:TrustedSealers:0", "Lists.Example."), ("Mail:TrustedSealers:1", "почта.рф"))).Authentication;
        Assert.Equal(["127.0.0.1:5353", "[::1]:53", "10.0.0.53:53"], authentication.NameServers.Select(server => server.ToString()));
        Assert.Equal(["lists.example", "xn--80a1acny.xn--p1ai"], authentication.TrustedSealers.Order());
        Assert.False(MailSettings.Read(Settings(("Mail:Authentication:Dns", "off"))).Authentication.UsesDns);
    }

    [Fact]
    public void Read_SingleMailbox_KeepsItsNameInTheLedger() =>
        Assert.Equal("imap:desk@imap.desk.example/INBOX", Assert.Single(MailSettings.Read(Settings()).Mailboxes).LedgerName);

    [Fact]
    public void Read_TwoMailboxes_EachServesItsPurpose()
    {
        var settings = MailSettings.Read(Settings(Payers));
        Assert.Equal([("default", MailPurposes.Merchants | MailPurposes.Provider), ("payers", MailPurposes.Payers)],
            settings.Mailboxes.Select(box => (box.Name, box.Identity.Purposes)));
        Assert.Equal(("help@shop.example", "Тмин"), (settings.Identities.For(MailPurposes.Payers).Address, settings.Identities.For(MailPurposes.Payers).Name));
        Assert.Equal(
            ("desk@supportdesk.localhost", "mx.desk.example"),
            (settings.Identities.For(MailPurposes.Provider).Address, settings.Mailboxes[1].AuthservId)
        );
    }

    [Fact]
    public void Read_NamedMailboxesServeAll_NeedNoDefault()
    {
        var settings = MailSettings.Read(
            Settings([.. Payers, ("Mail:Mailboxes:payers:Purpose", "Payers, Merchants, Provider"), ("Mail:Imap:Host", ""), ("Mail:Smtp:Host", "")])
        );
        Assert.Equal("payers", Assert.Single(settings.Mailboxes).Name);
    }

    [Fact]
    public void Read_TwoForOnePurpose_IsRefused() =>
        Assert.Contains(
            "Provider",
            Assert
                .Throws<ConfigurationException>(() =>
                    MailSettings.Read(
                        Settings([
                            .. Payers,
                            ("Mail:Mailboxes:payers:Purpose", "Payers, Provider"),
                            ("Mail:Mailboxes:z:Purpose", "Provider"),
                            ("Mail:Mailboxes:z:Address", "z@shop.example"),
                            ("Mail:Mailboxes:z:Transport", "Folder"),
                        ])
                    )
                )
                .Message,
            StringComparison.Ordinal
        );

    private static (string Key, string Value)[] Payers =>
    [
        ("Mail:AuthservId", "mx.desk.example"),
        ("Mail:Mailboxes:payers:Purpose", "Payers"),
        ("Mail:Mailboxes:payers:Address", "help@shop.example"),
        ("Mail:Mailboxes:payers:Name", "Тмин"),
        ("Mail:Mailboxes:payers:Smtp:Host", "smtp.desk.example"),
        ("Mail:Mailboxes:payers:Imap:Host", "imap.desk.example"),
        ("Mail:Mailboxes:payers:Imap:User", "help"),
        ("Mail:Mailboxes:payers:Imap:Password", "geheim"),
    ];

    private static IConfigurationRoot Settings(params (string Key, string Value)[] changes)
    {
        var values = new Dictionary<string, string?>
        {
            ["Mail:Transport"] = "Smtp",
            ["Mail:Smtp:Host"] = "smtp.desk.example",
            ["Mail:Smtp:User"] = "desk",
            ["Mail:Smtp:Password"] = "geheim",
            ["Mail:Imap:Host"] = "imap.desk.example",
            ["Mail:Imap:User"] = "desk",
            ["Mail:Imap:Password"] = "geheim",
        };
        foreach (var (key, value) in changes)
            values[key] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }
}
