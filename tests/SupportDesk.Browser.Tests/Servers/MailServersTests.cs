using System.Text;
using SupportDesk.Browser.Tests.Support;

namespace SupportDesk.Browser.Tests.Servers;

public sealed class MailServersTests
{
    private static readonly MailAccount Desk = new("desk@desk.example", "desk-secret");
    private static readonly MailAccount Provider = new("help@pay.example", "help-secret");

    [MailFact]
    public async Task Postfix_StrangersEmail_LandsInTheMailboxByteForByte()
    {
        await using var servers = await MailServers.StartAsync(Desk, Provider);

        var sent = Encoding.Latin1.GetBytes("Subject: \u00cf\u00f0\u00ee\r\n\r\n\u00c4\u00e0.");
        await OpenSmtp.SendAsync(servers.Postfix.Port, Provider.Address, Desk.Address, sent);

        var email = Encoding.Latin1.GetString(Assert.Single(await servers.EmailsAsync(Desk, 1)));
        Assert.Contains("Delivered-To: desk@desk.example\n", email, StringComparison.Ordinal);
        Assert.Contains("Subject: \u00cf\u00f0\u00ee\n", email, StringComparison.Ordinal);
        Assert.EndsWith("\n\n\u00c4\u00e0.\n", email, StringComparison.Ordinal);
    }

    [MailFact]
    public async Task Postfix_StrangersEmailForElsewhere_IsRefused()
    {
        await using var servers = await MailServers.StartAsync(Desk, Provider);

        var refused = await Assert.ThrowsAsync<IOException>(
            () => OpenSmtp.SendAsync(servers.Postfix.Port, Provider.Address, "who@elsewhere.example", "\r\n"u8.ToArray()));

        Assert.Contains("554", refused.Message, StringComparison.Ordinal);
    }
}
