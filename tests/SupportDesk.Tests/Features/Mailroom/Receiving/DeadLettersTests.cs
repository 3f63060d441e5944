using MailKit.Net.Imap;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Mailroom;
using SupportDesk.Features.Mailroom.Receiving;
using SupportDesk.Kernel;

namespace SupportDesk.Tests.Features.Mailroom.Receiving;

/// <summary>Letters that cannot be read, and mailboxes that differ from the ledger.</summary>
public sealed class DeadLettersTests
{
    [Fact]
    public async Task LetterThatTheServerRefuses_IsTriedThreeTimesAndTheNextGoesOn()
    {
        await using var mail = await MailDesk.StartAsync();
        var box = Box(mail);
        box.Breaks = uid => uid == "1" ? new ImapCommandException(ImapCommandResponse.No, "No such part.", "No such part.") : null;
        for (var i = 0; i < 4; i++)
        {
            await MailDesk.ReceiveAsync(mail.Desk, box);
            mail.Desk.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal([(LetterOutcome.Failed, 3), (LetterOutcome.Held, 1)], (await mail.LedgerAsync()).Select(row => (row.Outcome, row.Attempts)));
        Assert.Equal(["2"], box.Done.Distinct());
        Assert.Contains("letters that could not be read: 1", await TroubleAsync(mail), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectionThatBreaksAtALetter_IsNoTryTheFirstTimeAndNeverStopsTheNext()
    {
        await using var mail = await MailDesk.StartAsync();
        var box = Box(mail);
        box.Breaks = uid => uid == "1" ? new IOException("The connection broke.") : null;
        await Assert.ThrowsAsync<IOException>(() => MailDesk.ReceiveAsync(mail.Desk, box));
        Assert.Equal((0, "BrokenOff"), Assert.Single(await mail.LedgerAsync()) is var row ? (row.Attempts, row.Reason) : default);
        await Assert.ThrowsAsync<IOException>(() => MailDesk.ReceiveAsync(mail.Desk, box));
        // It waits for its next try now, so the one behind it is read.
        Assert.Equal(1, await MailDesk.ReceiveAsync(mail.Desk, box));
        box.Breaks = _ => null;
        mail.Desk.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await MailDesk.ReceiveAsync(mail.Desk, box));
        Assert.All(await mail.LedgerAsync(), one => Assert.Equal(LetterOutcome.Held, one.Outcome));
    }

    // What was taken away is due for ever, and the mailbox would be visited each second.
    [Fact]
    public async Task LetterThatWaitsForItsNextTry_TakenAwayMeanwhile_MakesNoVisitDue()
    {
        await using var mail = await MailDesk.StartAsync();
        var box = Box(mail);
        box.Breaks = uid => uid == "1" ? new ImapCommandException(ImapCommandResponse.No, "No such part.", "No such part.") : null;
        Assert.NotNull(await NextTryAsync(mail, box));
        box.Remove(1);
        mail.Desk.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(await NextTryAsync(mail, box));

        box.Validity = 2;
        await MailDesk.ReceiveAsync(mail.Desk, box);
        Assert.Contains((LetterOutcome.Suppressed, "Gone"), (await mail.LedgerAsync()).Select(row => (row.Outcome, row.Reason)));
    }

    [Fact]
    public async Task Stop_WhileLettersAreRead_IsNoTry()
    {
        await using var mail = await MailDesk.StartAsync();
        var box = Box(mail);
        for (var i = 0; i < 4; i++)
        {
            using var stop = new CancellationTokenSource();
            box.Breaks = uid =>
            {
                if (uid == "2")
                    stop.Cancel();
                return stop.IsCancellationRequested ? new OperationCanceledException(stop.Token) : null;
            };
            await using var visit = await box.OpenAsync(CancellationToken.None);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => mail.Desk.UseAsync<ReceiveLetters, ReceiveLetters.Received>(
                receive => receive.RunAsync(box, visit, true, stop.Token)));
            Assert.DoesNotContain(await mail.LedgerAsync(), row => row.Outcome is LetterOutcome.Claimed or LetterOutcome.Failed);
        }

        box.Breaks = _ => null;
        await MailDesk.ReceiveAsync(mail.Desk, box);
        Assert.All(await mail.LedgerAsync(), row => Assert.Equal(LetterOutcome.Held, row.Outcome));
    }

    private static async Task<TimeSpan?> NextTryAsync(MailDesk mail, FakeMailbox box)
    {
        await using var visit = await box.OpenAsync(CancellationToken.None);
        var received = await mail.Desk.UseAsync<ReceiveLetters, ReceiveLetters.Received>(
            receive => receive.RunAsync(box, visit, false, CancellationToken.None));
        return received.NextTryIn;
    }

    [Fact]
    public async Task Comparison_SaysWhatTheLedgerDidNotKnowAndWhatIsGone()
    {
        await using var mail = await MailDesk.StartAsync();
        var box = Box(mail);
        box.Breaks = uid => uid == "1" ? new ImapCommandException(ImapCommandResponse.No, "No such part.", "No such part.") : null;
        await MailDesk.ReceiveAsync(mail.Desk, box);
        Assert.Equal((2, 2, 0), await ComparedAsync(mail));

        // Somebody flagged a letter by hand before the desk saw it, and deleted the one that could not be read.
        box.Put(3, "From: <c@x.example>\nSubject: 3\n\nтри");
        box.Done.Add("3");
        box.Remove(1);
        await MailDesk.ReceiveAsync(mail.Desk, box);
        Assert.Equal((2, 1, 1), await ComparedAsync(mail));
        Assert.Equal([(LetterOutcome.Suppressed, "Gone"), (LetterOutcome.Held, "NoMatch"), (LetterOutcome.Held, "NoMatch")],
            (await mail.LedgerAsync()).Select(row => (row.Outcome, row.Reason!)));
    }

    [Theory]
    [InlineData(1, false, 0, 2)]
    [InlineData(2, false, 0, 4)]
    [InlineData(3, false, 1, 4)]
    [InlineData(30, false, 0, 300)]
    [InlineData(1, true, 0, 60)]
    [InlineData(9, true, 1, 150)]
    public void Of_FailuresInARow_PausesGrowAndSpread(int failures, bool refused, double spread, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ReconnectPause.Of(failures, refused, spread));

    private static FakeMailbox Box(MailDesk mail)
    {
        var box = new FakeMailbox(mail.Desk.Services.GetRequiredService<MailSettings>().Mailboxes[0], "folder:in");
        box.Put(1, "From: <a@x.example>\nSubject: 1\n\nраз");
        box.Put(2, "From: <b@x.example>\nSubject: 2\n\nдва");
        return box;
    }

    private static Task<(int, int, int)> ComparedAsync(MailDesk mail) => mail.Desk.ReadAsync(async db =>
    {
        var box = await db.Mailboxes.SingleAsync();
        return (box.LettersInMailbox, box.LettersMissing, box.LettersGone);
    });

    private static async Task<string?> TroubleAsync(MailDesk mail) =>
        await mail.Desk.Services.GetServices<IHealthSign>().OfType<MailHealth>().Single().FindTroubleAsync(CancellationToken.None);
}
