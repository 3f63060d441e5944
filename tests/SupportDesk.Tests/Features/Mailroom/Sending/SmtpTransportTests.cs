using SupportDesk.Features.Mailroom;
using SupportDesk.Features.Mailroom.Sending;
using SupportDesk.Mail;

namespace SupportDesk.Tests.Features.Mailroom.Sending;

/// <summary>How each way of failing is judged: only what surely did not arrive is tried again.</summary>
public sealed class SmtpTransportTests
{
    [Theory]
    [InlineData(".", "250 queued as 4711", "Accepted", false)]
    [InlineData("RCPT", "450 4.2.1 mailbox busy", "Transient", false)]
    [InlineData("RCPT", "550 5.1.1 no such user", "Permanent", false)]
    [InlineData("MAIL", "530 5.7.0 say who you are", "Transient", false)]
    [InlineData("DATA", "451 later", "Transient", false)]
    [InlineData(".", "554 5.7.1 looks like spam", "Permanent", false)]
    [InlineData(".", "", "Uncertain", false)]
    [InlineData("RCPT", "", "Transient", true)]
    [InlineData("EHLO", "421 too busy", "Transient", true)]
    [InlineData("AUTH", "535 5.7.8 wrong password", "Transient", true)]
    public async Task SendAsync_Transcript_IsJudged(string command, string reply, string outcome, bool down)
    {
        using var server = new ScriptedSmtp((command, reply));
        await using var transport = Transport(server.Port);
        var result = await transport.SendAsync("x", Letter(), CancellationToken.None);
        Assert.Equal((outcome, down), (result.Outcome.ToString(), result.IsDown));
        Assert.DoesNotContain("geheim", result.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_NobodyListens_IsTransient()
    {
        int port;
        using (var server = new ScriptedSmtp())
            port = server.Port;
        await using var transport = Transport(port);
        var result = await transport.SendAsync("x", Letter(), CancellationToken.None);
        Assert.Equal((SendOutcome.Transient, true), (result.Outcome, result.IsDown));
    }

    [Fact]
    public async Task SendAsync_SecondLetter_UsesTheSameConnection()
    {
        using var server = new ScriptedSmtp();
        await using var transport = Transport(server.Port);
        await transport.SendAsync("x", Letter(), CancellationToken.None);
        Assert.Equal(SendOutcome.Accepted, (await transport.SendAsync("y", Letter(), CancellationToken.None)).Outcome);
        Assert.Equal(1, server.Connections);
    }

    private static SmtpTransport Transport(int port) =>
        new(new SmtpOptions { Host = "127.0.0.1", Port = port, Security = SecureSocketOptions.None, User = "desk", Password = "geheim" });

    private static MimeMessage Letter() =>
        new([new MailboxAddress("", "desk@desk.example")], [new MailboxAddress("", "help@rk.example.ru")], "x", new TextPart("plain") { Text = "text" });
}
