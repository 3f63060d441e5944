using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Tickets;

public sealed class AppendMessageTests
{
    [Fact]
    public async Task ApplyAsync_ProviderAnswers_OpensTheTicketAndWaitsForUs()
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync();
        var appended = (await desk.AppendAsync(Cases.Answer(opened.Id))).Value;
        var ticket = await desk.ReadAsync(db => db.Tickets.SingleAsync());
        Assert.False(appended.StartedNew);
        Assert.Equal(TicketStatus.Open, ticket.Status);
        Assert.Equal(appended.Message.At, ticket.UnansweredSince);
        Assert.Equal((TicketEventKind.MessageIn, Party.Provider), (ticket.LastEvent, ticket.LastParty!.Value));
    }

    [Fact]
    public async Task T25_ApplyAsync_AutomaticAnswer_YieldsTheNumberAndChangesNothingElse()
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync();
        await desk.AppendAsync(Cases.Answer(opened.Id) with { IsAutomatic = true, ProviderNumber = "5521873" });
        var ticket = await desk.ReadAsync(db => db.Tickets.Include(t => t.Conversations).SingleAsync());
        Assert.Equal(TicketStatus.WaitingOnProvider, ticket.Status);
        Assert.Equal("5521873", ticket.Conversations.Single(c => c.Party == Party.Provider).ExternalNumber);
        Assert.Equal(1, await desk.ReadAsync(db => db.Events.CountAsync(e => e.Kind == TicketEventKind.ProviderNumber)));
        Assert.Equal(1, await desk.ReadAsync(db => db.Outbox.CountAsync()));
    }

    [Theory]
    [InlineData(13, false)]
    [InlineData(15, true)]
    public async Task ApplyAsync_EmailAfterClosing_ReopensWithinFourteenDaysAndFollowsLater(int days, bool startsNew)
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync();
        await CloseAsync(desk, opened.Id);
        desk.Clock.Advance(TimeSpan.FromDays(days));
        var appended = (await desk.AppendAsync(Cases.Answer(opened.Id))).Value;
        Assert.Equal(startsNew, appended.StartedNew);
        Assert.Equal(startsNew, appended.TicketId != opened.Id);
        Assert.Equal(
            startsNew ? TicketStatus.New : TicketStatus.Open,
            await desk.ReadAsync(db => db.Tickets.Where(t => t.Id == appended.TicketId).Select(t => t.Status).SingleAsync())
        );
        Assert.Equal(startsNew ? 1 : 0, await desk.ReadAsync(db => db.Links.CountAsync(l => l.TicketId == appended.TicketId && l.OtherId == opened.Id)));
    }

    [Theory]
    [InlineData(SenderTrust.Weak, 1)]
    [InlineData(SenderTrust.None, 30)]
    public async Task ApplyAsync_UnverifiedSenderToClosedTicket_IsShownButBringsNothingBack(SenderTrust trust, int days)
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync();
        await CloseAsync(desk, opened.Id);
        desk.Clock.Advance(TimeSpan.FromDays(days));
        var appended = (await desk.AppendAsync(Cases.Answer(opened.Id) with { Trust = trust })).Value;
        var ticket = await desk.ReadAsync(db => db.Tickets.SingleAsync());
        Assert.Equal(opened.Id, appended.TicketId);
        Assert.Equal(TicketStatus.Closed, ticket.Status);
        Assert.NotNull(ticket.UnansweredSince);
    }

    [Fact]
    public async Task T84_ApplyAsync_BodyWithCardNumber_IsHiddenEvenIfTheCallerForgot()
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync();
        var appended = (await desk.AppendAsync(Cases.Answer(opened.Id, "Карта " + Cases.Card))).Value;
        Assert.DoesNotContain("4111", appended.Message.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReportDelivery_FailedEmail_IsShownWithTheServersReplyAndOnceInTheTimeline()
    {
        await using var desk = await DeskFixture.StartAsync();
        await desk.OpenAsync();
        var message = await desk.ReadAsync(db => db.Messages.SingleAsync(m => m.Direction == Direction.Outgoing));
        foreach (var state in new[] { DeliveryState.Sending, DeliveryState.Failed, DeliveryState.Failed })
            await ReportAsync(desk, message.Id, state, "550 no such user " + Cases.Card);
        var shown = await desk.ReadAsync(db => db.Messages.SingleAsync(m => m.Id == message.Id));
        Assert.Equal(DeliveryState.Failed, shown.Delivery);
        Assert.StartsWith("550 no such user", shown.DeliveryNote, StringComparison.Ordinal);
        Assert.DoesNotContain("4111", shown.DeliveryNote, StringComparison.Ordinal);
        Assert.Equal(1, await desk.ReadAsync(db => db.Events.CountAsync(e => e.Kind == TicketEventKind.DeliveryFailed)));
    }

    [Fact]
    public async Task ReportDelivery_SentEmail_IsNotQueuedAgain()
    {
        await using var desk = await DeskFixture.StartAsync();
        await desk.OpenAsync();
        var message = await desk.ReadAsync(db => db.Messages.SingleAsync(m => m.Direction == Direction.Outgoing));
        await ReportAsync(desk, message.Id, DeliveryState.Sent, "250 ok");
        await ReportAsync(desk, message.Id, DeliveryState.Sending, null);
        Assert.Equal(DeliveryState.Sent, await desk.ReadAsync(db => db.Messages.Where(m => m.Id == message.Id).Select(m => m.Delivery).SingleAsync()));
    }

    private static Task<Guid?> ReportAsync(DeskFixture desk, Guid message, DeliveryState state, string? note) =>
        desk.UseAsync<ReportDelivery, Guid?>(u => desk.ReadAsync(async db =>
        {
            var ticket = await u.ApplyAsync(db, message, state, note, desk.Clock.GetUtcNow(), default);
            await db.SaveChangesAsync();
            return ticket;
        }));

    private static Task<int> CloseAsync(DeskFixture desk, Guid ticket) => desk.ReadAsync(db => db.Tickets.Where(t => t.Id == ticket)
        .ExecuteUpdateAsync(set => set.SetProperty(t => t.Status, TicketStatus.Closed).SetProperty(t => t.ClosedAt, desk.Clock.GetUtcNow())));
}
