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
    // Longer than a dead server's lock and the pauses between tries, all of which end by themselves.
    private static readonly TimeSpan LongestStandstill = TimeSpan.FromMinutes(4);
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
            ("Mail:MaxNewTicketsPerSenderADay", "100000"),
            ("Mail:MaxConfirmationsAnHour", "100000"),
            ("Mail:MaxAutomaticPerRecipient", "100000"),
            ("Mail:MaxPerRecipientAnHour", "100000")
        );
        var books = new DeskBooks(desk.DataFolder);
        using var stop = new CancellationTokenSource();
        var storm = new EmailStorm(servers.Postfix, Payer, Desk);
        var pouring = storm.PourAsync(plan.Emails, stop.Token);
        Task ReachAsync(int point, string what) => Wait.WhileMovingAsync(
            () => Sum(books), sum => sum >= point, LongestStandstill, () => $"{plan}, {what}: {Describe(books)}\n{Scene(storm, servers, desk)}");
        try
        {
            for (var kill = 1; kill <= plan.Kills.Count; kill++)
            {
                await ReachAsync(plan.Kills[kill - 1], $"before kill {kill}");
                await KillAsync(kill, servers, desk);
            }

            await ReachAsync(plan.Emails * 2, "after the last kill");
            await pouring;
        }
        finally
        {
            await stop.CancelAsync();
        }

        var facts = await CheckAsync(plan, servers, books);
        output.WriteLine($"{facts}; {clock.Elapsed.TotalSeconds:0} s");
    }

    private static async Task KillAsync(int kill, MailServers servers, DeskProcess desk)
    {
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

    private static int Sum(DeskBooks books) => books.TryProgress() is var (ticketed, left) ? ticketed + left : 0;

    private static string Describe(DeskBooks books) => books.TryProgress() is var (ticketed, left) ? $"{ticketed} ticketed, {left} left" : "no database";

    // All that a standstill may come from: the payers, either server, the desk, the machine.
    private static string Scene(EmailStorm storm, MailServers servers, DeskProcess desk) => string.Join(
        "\n",
        $"{storm}; {servers.Count(Desk)} e-mails lie in the desk's mailbox, {servers.Count(Payer)} in the payer's.",
        $"The desk {(desk.HasExited ? "has ended" : "runs")}. {Machine.Describe()}",
        $"-- desk\n{Tail(desk.Log)}",
        $"-- Postfix\n{Tail(servers.Postfix.Log)}",
        $"-- Dovecot\n{Tail(servers.Dovecot.Log)}");

    private static string Tail(string log) => log[^Math.Min(log.Length, 6_000)..];
}
