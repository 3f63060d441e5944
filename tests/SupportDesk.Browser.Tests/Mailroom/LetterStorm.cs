using System.Net.Sockets;
using System.Text;
using SupportDesk.Browser.Tests.Servers;

namespace SupportDesk.Browser.Tests.Mailroom;

/// <summary>
/// Letters of many payers, one after another for as long as it takes. A letter that the server did not confirm is handed
/// over again under its Message-ID, as a mail server does, so some may come twice.
/// </summary>
internal sealed class LetterStorm(PostfixServer postfix, MailAccount payer, MailAccount desk)
{
    private const int Senders = 3;
    private int next;

    public static string IdOf(int number) => $"{number}.storm@buyer.example";

    public Task PourAsync(int letters, CancellationToken ct) => Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => SendAsync(letters, ct)));

    private async Task SendAsync(int letters, CancellationToken ct)
    {
        int number;
        while ((number = Interlocked.Increment(ref next)) <= letters)
        {
            var from = $"{payer.Name}+{number}@{payer.Domain}";
            var letter = Encoding.UTF8.GetBytes(string.Join("\r\n",
                $"From: Payer <{from}>", $"To: <{desk.Address}>", $"Subject: Order {number}", $"Message-ID: <{IdOf(number)}>",
                "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "", $"Где мой заказ {number}?"));
            await HandOverAsync(from, letter, ct);
        }
    }

    private async Task HandOverAsync(string from, byte[] letter, CancellationToken ct)
    {
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            try
            {
                await OpenSmtp.SendAsync(postfix.Port, from, desk.Address, letter);
                return;
            }
            catch (Exception error) when (error is SocketException or IOException)
            {
                await again.WaitForNextTickAsync(ct);
            }
        }
    }
}
