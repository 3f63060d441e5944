using System.Net.Sockets;
using System.Text;
using SupportDesk.Browser.Tests.Servers;

namespace SupportDesk.Browser.Tests.Email;

/// <summary>
/// E-mails of many payers, one after another for as long as it takes. An e-mail that the server did not confirm is handed
/// over again under its Message-ID, as a mail server does, so some may come twice.
/// </summary>
internal sealed class EmailStorm(PostfixServer postfix, MailAccount payer, MailAccount desk)
{
    private const int Senders = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private int next;
    private int taken;
    private int refused;
    private string lastRefusal = "none";

    public static string IdOf(int number) => $"{number}.storm@buyer.example";

    public Task PourAsync(int emails, CancellationToken ct) => Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => SendAsync(emails, ct)));

    /// <summary>How far the payers are.</summary>
    public override string ToString() => $"Postfix took {taken} e-mails and refused {refused} times, last: {Volatile.Read(ref lastRefusal)}";

    private async Task SendAsync(int emails, CancellationToken ct)
    {
        int number;
        while ((number = Interlocked.Increment(ref next)) <= emails)
        {
            var from = $"{payer.Name}+{number}@{payer.Domain}";
            var email = Encoding.UTF8.GetBytes(string.Join("\r\n",
                $"From: Payer <{from}>", $"To: <{desk.Address}>", $"Subject: Order {number}", $"Message-ID: <{IdOf(number)}>",
                "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "", $"Где мой заказ {number}?"));
            await HandOverAsync(from, email, ct);
        }
    }

    private async Task HandOverAsync(string from, byte[] email, CancellationToken ct)
    {
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
                limit.CancelAfter(Patience);
                await OpenSmtp.SendAsync(postfix.Port, from, desk.Address, email, limit.Token);
                Interlocked.Increment(ref taken);
                return;
            }
            catch (Exception error) when (error is SocketException or IOException or OperationCanceledException && !ct.IsCancellationRequested)
            {
                Interlocked.Increment(ref refused);
                Volatile.Write(ref lastRefusal, error.Message);
                await again.WaitForNextTickAsync(ct);
            }
        }
    }
}
