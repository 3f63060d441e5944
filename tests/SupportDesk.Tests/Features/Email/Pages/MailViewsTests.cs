using Bunit;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Inbox;
using SupportDesk.Features.Email.Pages;
using SupportDesk.Tests.Features.Email.Sending;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Email.Pages;

public sealed class MailViewsTests
{
    [Theory]
    [InlineData("/desk/mail", "Задержанные")]
    [InlineData("/desk/mail?letter=0198f7a0-0000-7000-8000-000000000000", "Задержанные")]
    [InlineData("/desk/mail?tab=outbox&state=failed", "Исходящие")]
    [InlineData("/desk/mail?tab=mailbox", "Ящики")]
    [InlineData("/desk/mail/test", "Самопроверка")]
    public async Task Views_AddressOld_MarksItsPart(string address, string name)
    {
        await using var desk = await DeskFixture.StartAsync();
        await using var page = new ShownPage<MailViews>(desk, address);
        page.Until(p => p.FindAll("a").Count == 5);
        Assert.Equal(name, page.Component.Find("a[aria-current=page] span").TextContent);
    }

    [Fact]
    public async Task Views_WhatNeedsAPerson_IsCounted()
    {
        await using var mail = await MailFixture.StartAsync();
        await ListOutboxTests.FillAsync(mail.Desk, 12);
        mail.Drop("From: a@x.example\nSubject: x\nMessage-ID: <1@x.example>\n\nтекст");
        await mail.ReceiveAsync();
        await mail.Desk.ReadAsync(async db =>
        {
            db.Mailboxes.Single().LastError = "Connection refused";
            db.Ledger.Add(new MailLedger { Id = Guid.NewGuid(), Mailbox = "folder:in", Uid = "9", Outcome = EmailOutcome.Failed });
            return await db.SaveChangesAsync();
        });
        await using var page = new ShownPage<MailViews>(mail.Desk, "/desk/mail");
        page.Until(p => p.FindAll("b").Count == 3);
        Assert.Equal(["4", "1", "2"], page.Component.FindAll("b").Select(count => count.TextContent));

        await using var room = new ShownPage<MailPage>(mail.Desk, "/desk/mail?tab=mailbox");
        room.Until(p => p.FindAll(".equation").Count == 1);
        Assert.Contains("Почтовый сервер не отвечает", room.Component.Markup, StringComparison.Ordinal);
        Assert.Contains("Connection refused", room.Component.Find("code").TextContent, StringComparison.Ordinal);
        Assert.Equal(MailboxFault.NoAnswer, MailboxFaults.Of("Connection refused"));
        Assert.Equal(["2", "0", "1", "0", "1"], room.Component.FindAll(".equation dd").Select(count => count.TextContent.Trim()));
    }
}
