using MimeKit;
using SupportDesk.Features.Email;
using SupportDesk.Features.Email.Sending;

namespace SupportDesk.Cli.Demo;

/// <summary>Where e-mails of the demo end: none leaves, and the domain of its receiver decides what a server would have said.</summary>
internal sealed class DemoTransports : IEmailTransports
{
    public const string FullDomain = "polno.example";
    public const string SilentDomain = "tishina.example";
    public const string BusyDomain = "ochered.example";
    public const string BouncingDomain = "oshibka.example";

    public int Sessions => 1;

    public IMailTransport Open(MailboxSettings mailbox) => new Transport();

    private sealed class Transport : IMailTransport
    {
        public Task<SendResult> SendAsync(string name, MimeMessage email, CancellationToken ct)
        {
            var domain = email.To.Mailboxes.Select(to => to.Domain).FirstOrDefault() ?? "";
            return Task.FromResult(domain switch
            {
                FullDomain => new SendResult(SendOutcome.Permanent, "552 5.2.2 Mailbox is full, user must free some space"),
                SilentDomain => new SendResult(SendOutcome.Uncertain, "The connection broke after the e-mail was handed over; no answer came."),
                BusyDomain => new SendResult(SendOutcome.Transient, "451 4.7.1 Greylisted, please try again in 10 minutes"),
                _ => new SendResult(SendOutcome.Accepted, $"250 2.0.0 Ok: queued as {name[..Math.Min(10, name.Length)].ToUpperInvariant()}"),
            });
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
