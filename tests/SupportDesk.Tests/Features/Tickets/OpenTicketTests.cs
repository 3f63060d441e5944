using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Outbox;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Tickets;

public sealed class OpenTicketTests
{
    [Fact]
    public async Task RunAsync_MerchantCaseWithEmail_SavesTicketMessagesAndEmailTogether()
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync();
        var ticket = await desk.ReadAsync(db => db.Tickets.Include(t => t.Events).Include(t => t.Conversations).ThenInclude(c => c.Messages).SingleAsync());
        Assert.Equal(1001, opened.Number);
        Assert.Equal(TicketStatus.WaitingOnProvider, ticket.Status);
        Assert.Equal(Priority.P1, ticket.Priority);
        Assert.Equal([Party.Requester, Party.Provider], ticket.Conversations.Select(c => c.Party).Order());
        Assert.All(ticket.Conversations, c => Assert.Single(c.Messages));
        Assert.Equal(
            [TicketEventKind.Opened, TicketEventKind.StatusChanged, TicketEventKind.MessageIn, TicketEventKind.Escalated],
            ticket.Events.Select(e => e.Kind).Order()
        );

        var mail = await desk.ReadAsync(db => db.Outbox.SingleAsync());
        var message = ticket.Conversations.Single(c => c.Party == Party.Provider).Messages.Single();
        Assert.Equal(Cases.ProviderAddress, mail.ToAddress);
        Assert.Equal(message.Id, mail.MessageId);
        Assert.Equal(message.InternetMessageId, mail.InternetMessageId);
        Assert.Equal(mail.InternetMessageId, mail.References);
        Assert.EndsWith($"[SD-1001-{ticket.SubjectCode}]", mail.Subject, StringComparison.Ordinal);
        Assert.EndsWith($"\nRef: SD-1001-{ticket.SubjectCode}\n", mail.Body, StringComparison.Ordinal);
        Assert.Equal(OutboxState.Queued, mail.State);
        Assert.Equal(DeliveryState.Queued, message.Delivery);
        Assert.True(MessageIdSigner.TryParse(mail.InternetMessageId, out _, out var signature));
        Assert.True(desk.Services.GetRequiredService<MessageIdSigner>().Verify(signature, ticket.Id, message.Id, "provider", Cases.ProviderAddress));
    }

    [Fact]
    public async Task RunAsync_ManyAtOnce_NumbersAreDistinctAndWithoutGaps()
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => desk.OpenAsync()));
        Assert.Equal(Enumerable.Range(1001, 12).Select(n => (long)n), opened.Select(o => o.Number).Order());
    }

    [Fact]
    public async Task RunAsync_AfterCommit_TellsScreensAndWakesTheSender()
    {
        await using var desk = await DeskFixture.StartAsync();
        var (seen, woken) = (new List<Change>(), 0);
        using var subscription = desk.Services.GetRequiredService<ChangeFeed>().Subscribe(seen.Add);
        desk.Services.GetRequiredService<OutboxSignal>().Woken += () => woken++;
        var opened = await desk.OpenAsync();
        Assert.Equal([new(ChangeKind.Ticket, opened.Id)], seen.Where(change => change.Kind == ChangeKind.Ticket));
        Assert.Equal(1, woken);
    }

    [Fact]
    public async Task T84_RunAsync_CardNumberInEveryText_OnlyLastFourAreStored()
    {
        await using var desk = await DeskFixture.StartAsync();
        var secret = Cases.Card;
        var input = Cases.Merchant(desk) with
        {
            Title = "Не проходит " + secret,
            RequesterName = "Тимур " + secret,
            OverrideReason = secret,
            Text = "Карта " + secret,
            Payment = new PaymentFacts
            {
                InvoiceId = "12345",
                OrderNumber = secret,
                ErrorCode = secret,
                OperationId = secret,
                ResultUrl = "https://x.example/?pan=4111111111111111",
            },
            Context = new CaseContext { WhatHappened = secret, WhatExpected = secret },
            Email = new EscalationEmail(Cases.ProviderAddress, null, "Тема " + secret, "Тело " + secret, []),
        };
        await desk.OpenAsync(input);
        await desk.ReadAsync(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));
        var file = await File.ReadAllBytesAsync(Path.Combine(desk.Folder, "data", "desk.db"));
        var text = System.Text.Encoding.Latin1.GetString(file);
        Assert.DoesNotContain("4111 1111", text, StringComparison.Ordinal);
        Assert.DoesNotContain("41111111", text, StringComparison.Ordinal);
        Assert.Equal(1, await desk.ReadAsync(db => db.Messages.Where(m => m.Direction == Direction.Incoming).Select(m => m.HiddenCount).SingleAsync()));
    }

    [Fact]
    public async Task RunAsync_BadInput_NamesEveryFieldAndSavesNothing()
    {
        await using var desk = await DeskFixture.StartAsync();
        var bad = Cases.Merchant(desk) with
        {
            Title = " ",
            RequesterName = "",
            RequesterEmail = "a@x.example, b@y.example",
            Payment = new PaymentFacts { CardLast4 = "41111" },
        };
        var result = await OpenAsync(desk, bad, desk.Merchant);
        Assert.Equal(["Title", "RequesterName", "RequesterEmail", "CardLast4"], result.Problems.Select(p => p.Field));
        Assert.Equal(
            "ProviderAddressWrong",
            (await OpenAsync(desk, Cases.Merchant(desk) with { Email = new EscalationEmail("no", null, "s", "b", []) }, desk.Merchant)).Problems[0].Code
        );
        Assert.Equal(0, await desk.ReadAsync(db => db.Tickets.CountAsync()));
        Assert.Equal(1000, await desk.ReadAsync(db => db.Counters.Select(c => c.Last).SingleAsync()));
    }

    [Fact]
    public async Task T52_RunAsync_OtherShopPayerCaseOrForeignTicket_IsNotFound()
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync();
        Assert.Equal([Problem.NotFound], (await OpenAsync(desk, Cases.Merchant(desk), desk.Stranger)).Problems);
        Assert.Equal([Problem.NotFound], (await OpenAsync(desk, Cases.Payer, desk.Merchant)).Problems);
        var follows = Cases.Merchant(desk) with { ShopId = desk.OtherShop.Id, FollowsTicketId = opened.Id };
        Assert.Equal([Problem.NotFound], (await OpenAsync(desk, follows, desk.Stranger)).Problems);
    }

    [Fact]
    public async Task T43_RunAsync_FileOfSomebodyElse_IsRefusedAndNothingIsSaved()
    {
        await using var desk = await DeskFixture.StartAsync();
        var file = (await desk.StoreAsync("GET /result"u8.ToArray(), by: desk.Agent.UserId)).Value;
        var result = await OpenAsync(desk, Cases.Merchant(desk) with { Files = [file.Id] }, desk.Merchant);
        Assert.Equal("FileGone", result.Problems[0].Code);
        Assert.Equal(0, await desk.ReadAsync(db => db.Tickets.CountAsync()));
    }

    [Fact]
    public async Task RunAsync_SameFileForBothSides_HangsOnBothMessagesAndIsStoredOnce()
    {
        await using var desk = await DeskFixture.StartAsync();
        var file = (await desk.StoreAsync("GET /result"u8.ToArray(), by: desk.Merchant.UserId)).Value;
        var input = Cases.Merchant(desk);
        await desk.OpenAsync(input with { Files = [file.Id], Email = input.Email! with { Files = [file.Id] } });
        var rows = await desk.ReadAsync(db => db.Attachments.ToListAsync());
        Assert.Equal(2, rows.Count);
        Assert.Equal(2, rows.Select(a => a.MessageId).Distinct().Count());
        Assert.Single(rows.Select(a => a.BlobKey).Distinct());
    }

    [Fact]
    public async Task RunAsync_FollowsAnEarlierTicket_IsLinkedAndBothTimelinesSaySo()
    {
        await using var desk = await DeskFixture.StartAsync();
        var first = await desk.OpenAsync();
        var second = await desk.OpenAsync(Cases.Merchant(desk) with { FollowsTicketId = first.Id });
        var link = await desk.ReadAsync(db => db.Links.SingleAsync());
        Assert.Equal((second.Id, first.Id, LinkKind.Follows), (link.TicketId, link.OtherId, link.Kind));
        Assert.Equal(2, await desk.ReadAsync(db => db.Events.CountAsync(e => e.Kind == TicketEventKind.Linked)));
    }

    private static Task<Result<OpenedTicket>> OpenAsync(DeskFixture desk, NewTicket input, Actor actor) =>
        desk.UseAsync<OpenTicket, Result<OpenedTicket>>(u => u.RunAsync(input, actor, default));
}
