using System.Diagnostics;
using SupportDesk.Browser.Tests.Servers;
using SupportDesk.Browser.Tests.Support;
using Xunit.Abstractions;

namespace SupportDesk.Browser.Tests.Email;

/// <summary>
/// E-mails pour in and confirmations out, while the desk is killed again and again and its servers with it: no e-mail is
/// lost, none makes two tickets, none leaves twice.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int Timeout = 3600;
    private static readonly MailAccount Desk = new("desk@desk.example", "desk-secret");
    private static readonly MailAccount Payer = new("payer@buyer.example", "payer-secret");

    [MailFact]
    public async Task Emails_DeskKilledAtRandomMoments_EachIsTicketedOnceAndAnsweredOnceOrUncertain()
    {
        var plan = ChaosPlan.FromEnvironment();
        output.WriteLine($"{plan}");
        var clock = Stopwatch.StartNew();
        await using var servers = await MailServers.StartAsync(Desk, Payer);
        await using var desk = await DeskProcess.StartAsync(
            servers,
            ("Mail:MaxNewTicketsAnHour", "100000"),
            ("Mail:MaxConfirmationsAnHour", "100000"),
            ("Mail:MaxAutomaticPerRecipient", "100000"),
            ("Mail:MaxPerRecipientAnHour", "100000")
        );
        var books = new DeskBooks(desk.DataFolder);
        using var stop = new CancellationTokenSource();
        var storm = new EmailStorm(servers.Postfix, Payer, Desk).PourAsync(plan.Emails, stop.Token);
        try
        {
            for (var kill = 1; kill <= plan.Kills.Count; kill++)
                await KillAsync(kill, plan, servers, desk, books);
            await storm;
            await Wait.UntilAsync(() => IsDone(books, plan), () => $"{plan}\n{Describe(books)}\n{desk.Log[^Math.Min(desk.Log.Length, 20_000)..]}", Timeout);
        }
        finally
        {
            await stop.CancelAsync();
        }

        var facts = await CheckAsync(plan, servers, books);
        output.WriteLine($"{facts}; {clock.Elapsed.TotalSeconds:0} s");
    }

    private static async Task KillAsync(int kill, ChaosPlan plan, MailServers servers, DeskProcess desk, DeskBooks books)
    {
        var point = plan.Kills[kill - 1];
        await Wait.UntilAsync(
            () => Sum(books) >= point,
            () => $"{plan}\nkill {kill}: {Describe(books)}\n{desk.Log[^Math.Min(desk.Log.Length, 20_000)..]}",
            Timeout
        );
        await desk.KillAsync();
        if (ChaosPlan.TakesDovecotDown(kill))
        {
            await servers.Dovecot.KillAsync();
            await servers.Dovecot.StartAsync();
        }

        if (ChaosPlan.TakesPostfixDown(kill))
        {
            await servers.Postfix.StopAsync();
            await desk.StartAgainAsync();
            await servers.Postfix.StartAsync();
        }
        else
        {
            await desk.StartAgainAsync();
        }
    }

    private static async Task<string> CheckAsync(ChaosPlan plan, MailServers servers, DeskBooks books)
    {
        var (ledger, outbox, tickets) = (books.Ledger(), books.Outbox(), books.Tickets());

        // In: each e-mail in one ticket, and no row without an outcome.
        var ticketed = ledger.Where(row => row.State == "Ticketed").Select(row => row.InternetMessageId).ToList();
        Assert.True(
            Enumerable.Range(1, plan.Emails).Select(EmailStorm.IdOf).ToHashSet().SetEquals(ticketed),
            $"{plan}: e-mails are missing from the ledger or strange to it."
        );
        Assert.Equal((plan.Emails, plan.Emails), (ticketed.Count, ticketed.Distinct().Count()));
        Assert.Equal((plan.Emails, plan.Emails, plan.Emails), tickets);
        Assert.All(ledger.Where(row => row.State != "Ticketed"), row => Assert.Equal(("Suppressed", "Duplicate"), (row.State, row.Reason)));

        // Out: one confirmation each, sent or uncertain and then with a reason.
        Assert.Equal((plan.Emails, plan.Emails), (outbox.Count, outbox.Select(row => row.InternetMessageId).Distinct().Count()));
        Assert.All(outbox, row => Assert.Contains(row.State, (string[])["Sent", "Uncertain"]));
        Assert.All(outbox.Where(row => row.State == "Uncertain"), row => Assert.False(string.IsNullOrWhiteSpace(row.Reason), $"{plan}: {row} has no reason."));
        var sent = books.SentIds();
        await Wait.UntilAsync(
            () => servers.Count(Payer) >= sent.Count,
            () => $"{plan}: {servers.Count(Payer)} of {sent.Count} confirmations arrived.\n{servers.Postfix.Log}",
            300
        );
        var arrived = servers.MessageIds(Payer);
        Assert.Equal(arrived.Count, arrived.Distinct().Count());
        Assert.True(sent.IsSubsetOf(arrived), $"{plan}: an e-mail that is marked as sent has not arrived.");
        Assert.True(outbox.Select(row => row.InternetMessageId).ToHashSet().IsSupersetOf(arrived), $"{plan}: an e-mail arrived that the outbox does not know.");
        return $"{ticketed.Count} ticketed, {ledger.Count - ticketed.Count} duplicates, {sent.Count} sent, "
            + $"{outbox.Count - sent.Count} uncertain of which {arrived.Count - sent.Count} had arrived";
    }

    private static bool IsDone(DeskBooks books, ChaosPlan plan) =>
        books.TryProgress() is var (ticketed, left) && ticketed == plan.Emails && left == plan.Emails;

    private static int Sum(DeskBooks books) => books.TryProgress() is var (ticketed, left) ? ticketed + left : 0;

    private static string Describe(DeskBooks books) => books.TryProgress() is var (ticketed, left) ? $"{ticketed} ticketed, {left} left" : "no database";
}
