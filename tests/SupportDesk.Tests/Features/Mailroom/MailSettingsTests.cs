using Microsoft.Extensions.Configuration;
using SupportDesk.Features.Mailroom;
using SupportDesk.Kernel;

namespace SupportDesk.Tests.Features.Mailroom;

public sealed class MailSettingsTests
{
    [Theory]
    [InlineData("Mail:Transport", "Pigeon", "Mail:Transport")]
    [InlineData("Mail:Smtp:Host", "", "Mail:Smtp:Host")]
    [InlineData("Mail:Smtp:Port", "70000", "Mail:Smtp:Port")]
    [InlineData("Mail:Smtp:Security", "None", "Mail:Smtp:Security")]
    [InlineData("Mail:Imap:User", "", "Mail:Imap:User")]
    [InlineData("Mail:Imap:Security", "Perhaps", "Mail:Imap:Security")]
    [InlineData("Mail:PollSeconds", "0", "Mail:PollSeconds")]
    [InlineData("Mail:Address", "desk", "Mail:Address")]
    [InlineData("Mail:Address", "desk@x.example\r\nBcc: eve@evil.example", "Mail:Address")]
    [InlineData("Mail:ProviderNumberPattern", "(", "Mail:ProviderNumberPattern")]
    public void Read_SettingThatCannotBe_IsNamed(string key, string value, string named)
    {
        var error = Assert.Throws<ConfigurationException>(() => MailSettings.Read(Settings((key, value))));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ServerOnThisMachine_NeedsNoEncryption() =>
        Assert.Equal(25, MailSettings.Read(Settings(("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Security", "None"), ("Mail:Smtp:Port", "25"))).Options.Smtp.Port);

    [Fact]
    public void Read_NothingSet_WritesToFolders() =>
        Assert.Equal((MailTransport.Folder, TimeSpan.FromSeconds(5)), (MailSettings.Read(new ConfigurationBuilder().Build()).Options is var o ? (o.Transport, o.PollInterval) : default));

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
