using MailKit.Net.Imap;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email;
using SupportDesk.Features.Email.Inbox;

namespace SupportDesk.Tests.Features.Email.Inbox;

/// <summary>E-mails that cannot be read, and mailboxes that differ from the ledger.</summary>
public sealed class DeadEmailsTests
{
    [Fact]
    public async Task EmailThatTheServerRefuses_IsTriedThreeTimesAndTheNextGoesOn()
    {
        await using var mail = await MailFixture.StartAsync();
        var box = Box(mail);
        box.Breaks = uid => uid == "1" ? new ImapCommandException(ImapCommandResponse.No, "No such part.", "No such part.") : null;
        for (var i = 0; i < 4; i++)
        {
            await MailFixture.ReceiveAsync(mail.Desk, box);
            mail.Desk.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal([(EmailOutcome.Failed, 3), (EmailOutcome.Suspended, 1)], (await mail.LedgerAsync()).Select(row => (row.Outcome, row.Attempts)));
        Assert.Equal(["2"], box.Done.Distinct());
        Assert.Contains("e-mails that could not be read: 1", await mail.MailHealthAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectionThatBreaksAtAEmail_IsNoTryTheFirstTimeAndNeverStopsTheNext()
    {
        await using var mail = await MailFixture.StartAsync();
        var box = Box(mail);
        box.Breaks = uid => uid == "1" ? new IOException("The connection broke.") : null;
        await Assert.ThrowsAsync<IOException>(() => MailFixture.ReceiveAsync(mail.Desk, box));
        Assert.Equal((0, "BrokenOff"), Assert.Single(await mail.LedgerAsync()) is var row ? (row.Attempts, row.Reason) : default);
        await Assert.ThrowsAsync<IOException>(() => MailFixture.ReceiveAsync(mail.Desk, box));
        // It waits for its next try now, so the one behind it is read.
        Assert.Equal(1, await MailFixture.ReceiveAsync(mail.Desk, box));
        box.Breaks = _ => null;
        mail.Desk.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await MailFixture.ReceiveAsync(mail.Desk, box));
        Assert.All(await mail.LedgerAsync(), one => Assert.Equal(EmailOutcome.Suspended, one.Outcome));
    }

    // What was taken away is due for ever, and the mailbox would be visited each second.
    [Fact]
    public async Task EmailThatWaitsForItsNextTry_TakenAwayMeanwhile_MakesNoVisitDue()
    {
        await using var mail = await MailFixture.StartAsync();
        var box = Box(mail);
        box.Breaks = uid => uid == "1" ? new ImapCommandException(ImapCommandResponse.No, "No such part.", "No such part.") : null;
        Assert.NotNull(await NextTryAsync(mail, box));
        box.Remove(1);
        mail.Desk.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(await NextTryAsync(mail, box));

        box.Validity = 2;
        await MailFixture.ReceiveAsync(mail.Desk, box);
        Assert.Contains((EmailOutcome.Suppressed, "Gone"), (await mail.LedgerAsync()).Select(row => (row.Outcome, row.Reason)));
    }

    [Fact]
    public async Task Stop_WhileEmailsAreRead_IsNoTry()
    {
        await using var mail = await MailFixture.StartAsync();
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
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => mail.Desk.UseAsync<FetchMailbox, FetchMailbox.Received>(
                receive => receive.RunAsync(box, visit, true, stop.Token)));
            Assert.DoesNotContain(await mail.LedgerAsync(), row => row.Outcome is EmailOutcome.Claimed or EmailOutcome.Failed);
        }

        box.Breaks = _ => null;
        await MailFixture.ReceiveAsync(mail.Desk, box);
        Assert.All(await mail.LedgerAsync(), row => Assert.Equal(EmailOutcome.Suspended, row.Outcome));
    }

    private static async Task<TimeSpan?> NextTryAsync(MailFixture mail, FakeMailbox box)
    {
        await using var visit = await box.OpenAsync(CancellationToken.None);
        var received = await mail.Desk.UseAsync<FetchMailbox, FetchMailbox.Received>(
            receive => receive.RunAsync(box, visit, false, CancellationToken.None));
        return received.NextTryIn;
    }

    [Fact]
    public async Task Comparison_SaysWhatTheLedgerDidNotKnowAndWhatIsGone()
    {
        await using var mail = await MailFixture.StartAsync();
        var box = Box(mail);
        box.Breaks = uid => uid == "1" ? new ImapCommandException(ImapCommandResponse.No, "No such part.", "No such part.") : null;
        await MailFixture.ReceiveAsync(mail.Desk, box);
        Assert.Equal((2, 2, 0), await ComparedAsync(mail));

        // Somebody flagged an e-mail by hand before the desk saw it, and deleted the one that could not be read.
        box.Put(3, "From: <c@x.example>\nSubject: 3\n\nтри");
        box.Done.Add("3");
        box.Remove(1);
        await MailFixture.ReceiveAsync(mail.Desk, box);
        Assert.Equal((2, 1, 1), await ComparedAsync(mail));
        Assert.Equal([(EmailOutcome.Suppressed, "Gone"), (EmailOutcome.Suspended, "NoMatch"), (EmailOutcome.Suspended, "NoMatch")],
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
        Assert.Equal(TimeSpan.FromSeconds(seconds), ReconnectBackoff.Of(failures, refused, spread));

    private static FakeMailbox Box(MailFixture mail)
    {
        var box = new FakeMailbox(mail.Desk.Services.GetRequiredService<MailSettings>().Mailboxes[0], "folder:in");
        box.Put(1, "From: <a@x.example>\nSubject: 1\n\nраз");
        box.Put(2, "From: <b@x.example>\nSubject: 2\n\nдва");
        return box;
    }

    private static Task<(int, int, int)> ComparedAsync(MailFixture mail) => mail.Desk.ReadAsync(async db =>
    {
        var box = await db.Mailboxes.SingleAsync();
        return (box.EmailsInMailbox, box.EmailsMissing, box.EmailsGone);
    });

}
