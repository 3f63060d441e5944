using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email;

namespace SupportDesk.Tests.Features.Email.Inbox;

/// <summary>E-mails that are stored in one commit: what happens to one must not happen to the others.</summary>
public sealed class ProcessBatchTests
{
    [Fact]
    public async Task EmailThatCannotBeStored_LeavesNothingAndTheOthersAreStored()
    {
        await using var mail = await StartAsync();
        var box = Box(mail, 5);
        await BreakAsync(mail);

        Assert.Equal(4, await MailFixture.ReceiveAsync(mail.Desk, box));

        Assert.Equal(["1", "2", "4", "5"], box.Done);
        Assert.Equal(["Заказ 1", "Заказ 2", "Заказ 4", "Заказ 5"], await TitlesAsync(mail));
        var third = (await mail.LedgerAsync()).Single(row => row.Uid == "3");
        Assert.Equal((EmailOutcome.Claimed, 1, (Guid?)null), (third.Outcome, third.Attempts, third.TicketId));

        await MendAsync(mail);
        mail.Desk.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await MailFixture.ReceiveAsync(mail.Desk, box));
        Assert.Equal("Заказ 3", (await TitlesAsync(mail))[^1]);
        Assert.Equal(5, await mail.Desk.ReadAsync(db => db.Tickets.Where(t => t.Kind == TicketKind.Payer).Select(t => t.Number).Distinct().CountAsync()));
    }

    [Fact]
    public async Task CommitThatIsRefused_EachEmailIsTakenAlone()
    {
        await using var mail = await StartAsync();
        var box = Box(mail, 4);
        // Checked at the commit and not before: the third e-mail spoils it for all.
        await mail.Desk.ReadAsync(db => db.Database.ExecuteSqlRawAsync(
            """
            CREATE TABLE Spoiled (Id INTEGER PRIMARY KEY, Owner TEXT REFERENCES Shops (Id) DEFERRABLE INITIALLY DEFERRED);
            CREATE TRIGGER Spoil AFTER INSERT ON Tickets WHEN NEW.Title = 'Заказ 3' BEGIN INSERT INTO Spoiled (Owner) VALUES ('nobody'); END;
            """));

        Assert.Equal(3, await MailFixture.ReceiveAsync(mail.Desk, box));

        Assert.Equal(["1", "2", "4"], box.Done);
        Assert.Equal(["Заказ 1", "Заказ 2", "Заказ 4"], await TitlesAsync(mail));
        Assert.Equal([1, 1, 1, 1], (await mail.LedgerAsync()).Select(row => row.Attempts));
    }

    // A text that grows when it is read lies beside its message as a file, which another connection writes: it must not wait for this one's lock.
    [Fact]
    public async Task LightEmailsWithLongTexts_AreStoredOneByOne()
    {
        await using var mail = await StartAsync();
        var box = Box(mail, 0);
        var html = string.Concat(Enumerable.Repeat("<blockquote>", 8)) + "<pre>" + string.Concat(Enumerable.Repeat("x\n", 20_000));
        for (var i = 1; i <= 2; i++)
            box.Put(i, Email(i).Replace("Subject:", "Content-Type: text/html\nSubject:", StringComparison.Ordinal).Split("\n\n")[0] + "\n\n" + html);

        Assert.Equal(2, await MailFixture.ReceiveAsync(mail.Desk, box));

        Assert.All(await mail.LedgerAsync(), row => Assert.Equal((EmailOutcome.Ticketed, 1), (row.Outcome, row.Attempts)));
        Assert.Equal(2, await mail.Desk.ReadAsync(db => db.Attachments.CountAsync(file => file.Name == "letter.txt")));
    }

    [Fact]
    public async Task AnswerThatCameWithItsQuestion_JoinsItsTicket()
    {
        await using var mail = await StartAsync();
        var box = Box(mail, 2);
        box.Put(
            3,
            Email(3)
                .Replace("Subject: Заказ 3", "In-Reply-To: <1@x.example>\nSubject: Re: Заказ 1", StringComparison.Ordinal)
                .Replace("c3@", "c1@", StringComparison.Ordinal)
        );
        box.Put(4, Email(1));

        Assert.Equal(4, await MailFixture.ReceiveAsync(mail.Desk, box));

        Assert.Equal(["Заказ 1", "Заказ 2"], await TitlesAsync(mail));
        var rows = await mail.LedgerAsync();
        Assert.Equal(rows[0].TicketId, rows[2].TicketId);
        Assert.Equal((EmailOutcome.Suppressed, "Duplicate"), (rows[3].Outcome, rows[3].Reason));
    }

    private static Task<MailFixture> StartAsync() => MailFixture.StartAsync(null, ("Mail:MaxNewTicketsAnHour", "100"), ("Mail:AuthservId", "mx.desk.example"));

    private static FakeMailbox Box(MailFixture mail, int emails)
    {
        var box = new FakeMailbox(mail.Desk.Services.GetRequiredService<MailSettings>().Mailboxes[0], "folder:in");
        for (var i = 1; i <= emails; i++)
            box.Put(i, Email(i));
        return box;
    }

    private static string Email(int number) => $"""
        Authentication-Results: mx.desk.example; dmarc=pass header.from=x.example
        From: <c{number}@x.example>
        Message-ID: <{number}@x.example>
        Subject: Заказ {number}

        Где мой заказ {number}?
        """.ReplaceLineEndings("\n");

    private static Task<int> BreakAsync(MailFixture mail) => mail.Desk.ReadAsync(db => db.Database.ExecuteSqlRawAsync(
        "CREATE TRIGGER Spoil BEFORE INSERT ON Messages WHEN NEW.Body LIKE '%заказ 3?%' BEGIN SELECT RAISE(FAIL, 'The disk says no.'); END;"));

    private static Task<int> MendAsync(MailFixture mail) => mail.Desk.ReadAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER Spoil;"));

    private static Task<List<string>> TitlesAsync(MailFixture mail) => mail.Desk.ReadAsync(db => db.Tickets
        .Where(t => t.Kind == TicketKind.Payer && t.Title.StartsWith("Заказ")).OrderBy(t => t.Number).Select(t => t.Title).ToListAsync());
}
