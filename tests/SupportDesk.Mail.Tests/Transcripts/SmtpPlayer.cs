namespace SupportDesk.Mail.Tests.Transcripts;

/// <summary><c>send ADDRESS…</c> sends the letter, <c>noop</c> keeps the connection alive; the rest is in <see cref="Player"/>.</summary>
internal sealed class SmtpPlayer(SmtpClient client) : Player(client)
{
    protected override string Offer =>
        $"{(client.IsSecure ? "encrypted" : "plain")}; {client.Capabilities}; {client.MaxSize} bytes; {Mechanisms(client.AuthenticationMechanisms)}";

    protected override async Task<string> RunAsync(string[] action)
    {
        switch (action)
        {
            case ["send", .. var recipients]:
                var reply = await client.SendAsync(ReadLetter(), new MailboxAddress("", "desk@shop.example"), recipients.Select(r => new MailboxAddress("", r)));
                return "sent: " + reply.Replace("\n", " / ", StringComparison.Ordinal);
            case ["noop"]:
                await client.NoOpAsync();
                return "alive";
            default:
                throw new ArgumentException($"Unknown action: {string.Join(' ', action)}");
        }
    }
}
