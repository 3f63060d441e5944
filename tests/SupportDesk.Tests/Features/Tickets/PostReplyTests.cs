using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Tickets;

public sealed class PostReplyTests
{
    [Fact]
    public async Task RunAsync_ToProviderAfterTheirAnswer_QuotesBothNumbersAndThreads()
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync();
        var answer = Cases.Answer(opened.Id) with { ProviderNumber = "5521873", Subject = "Re: тема [ref:abc]" };
        await desk.AppendAsync(answer);
        desk.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.True((await desk.ReplyAsync(opened.Id, Party.Provider, desk.Agent)).Ok);

        var first = await desk.ReadAsync(db => db.Outbox.OrderBy(m => m.CreatedAt).FirstAsync());
        var reply = await desk.ReadAsync(db => db.Outbox.OrderBy(m => m.CreatedAt).LastAsync());
        Assert.StartsWith("Re: ", reply.Subject, StringComparison.Ordinal);
        Assert.Contains("[ref:abc]", reply.Subject, StringComparison.Ordinal);
        Assert.Contains("№ 5521873", reply.Subject, StringComparison.Ordinal);
        Assert.Contains("[SD-1001-", reply.Subject, StringComparison.Ordinal);
        Assert.Contains("5521873", reply.Body, StringComparison.Ordinal);
        Assert.Equal(answer.InternetMessageId, reply.InReplyTo);
        Assert.Equal($"{first.InternetMessageId} {answer.InternetMessageId} {reply.InternetMessageId}", reply.References);
        var ticket = await desk.ReadAsync(db => db.Tickets.SingleAsync());
        Assert.Equal(TicketStatus.WaitingOnProvider, ticket.Status);
        Assert.Equal(desk.Agent.UserId, ticket.AssigneeId);
        Assert.Null(ticket.UnansweredSince);
    }

    [Fact]
    public async Task RunAsync_AgentToRequester_IsMailedToThem()
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync(Cases.Payer, Actor.System);
        await desk.ReplyAsync(opened.Id, Party.Requester, desk.Agent, "Проверяем.", TicketStatus.Open);
        var mail = await desk.ReadAsync(db => db.Outbox.SingleAsync());
        Assert.Equal(Cases.Payer.RequesterEmail, mail.ToAddress);
        Assert.False(mail.Automatic);
        Assert.Equal(TicketStatus.Open, await desk.ReadAsync(db => db.Tickets.Select(t => t.Status).SingleAsync()));
    }

    [Fact]
    public async Task RunAsync_MerchantToTheDesk_ComesInAndIsNotMailed()
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync(Cases.Merchant(desk, sent: false));
        await desk.ReplyAsync(opened.Id, Party.Requester, desk.Agent);
        await desk.ReplyAsync(opened.Id, Party.Requester, desk.Merchant, "Сняли вход с адреса.");
        Assert.Equal(1, await desk.ReadAsync(db => db.Outbox.CountAsync()));
        var ticket = await desk.ReadAsync(db => db.Tickets.SingleAsync());
        Assert.Equal(TicketStatus.Open, ticket.Status);
        Assert.NotNull(ticket.UnansweredSince);
    }

    [Fact]
    public async Task T55_RunAsync_ToProvider_CarriesNothingOfTheOtherConversation()
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync();
        await desk.ReplyAsync(opened.Id, Party.Requester, desk.Merchant, "только-для-стола");
        await desk.ReplyAsync(opened.Id, Party.Provider, desk.Agent, "Прошу ответить.");
        Assert.DoesNotContain(await desk.ReadAsync(db => db.Outbox.ToListAsync()), m => m.Body.Contains("только-для-стола", StringComparison.Ordinal));
    }

    [Fact]
    public async Task T84_RunAsync_CardNumber_IsHiddenInMessageAndEmail()
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync();
        await desk.ReplyAsync(opened.Id, Party.Provider, desk.Agent, "Карта " + Cases.Card);
        var message = await desk.ReadAsync(db => db.Messages.SingleAsync(m => m.Body.StartsWith("Карта")));
        Assert.Equal(1, message.HiddenCount);
        Assert.EndsWith("1111", message.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("4111", message.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(await desk.ReadAsync(db => db.Outbox.ToListAsync()), m => m.Body.Contains("4111", StringComparison.Ordinal));
    }

    [Fact]
    public async Task T52_RunAsync_Stranger_IsNotFoundAndNothingLeaves()
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync(Cases.Merchant(desk, sent: false));
        var payer = await desk.OpenAsync(Cases.Payer, Actor.System);
        Assert.Equal([Problem.NotFound], (await desk.ReplyAsync(opened.Id, Party.Requester, desk.Stranger)).Problems);
        Assert.Equal([Problem.NotFound], (await desk.ReplyAsync(payer.Id, Party.Requester, desk.Merchant)).Problems);
        Assert.Equal([Problem.NotFound], (await desk.ReplyAsync(Guid.NewGuid(), Party.Requester, desk.Agent)).Problems);
        Assert.Equal(0, await desk.ReadAsync(db => db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task RunAsync_EmptyBodyOrNoSuchConversation_IsSaid()
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync(Cases.Merchant(desk, sent: false));
        Assert.Equal("BodyMissing", (await desk.ReplyAsync(opened.Id, Party.Requester, desk.Agent, " \n ")).Problems[0].Code);
        Assert.Equal(Problem.NotFound, (await desk.ReplyAsync(opened.Id, Party.Provider, desk.Agent)).Problems[0]);
    }
}
