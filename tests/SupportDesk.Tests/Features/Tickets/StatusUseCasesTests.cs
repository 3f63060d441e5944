using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Tickets;

public sealed class StatusUseCasesTests
{
    [Theory]
    [InlineData("ru", TicketStatus.Closed, "закрыто")]
    [InlineData("en", TicketStatus.Closed, "is closed")]
    [InlineData("ru", TicketStatus.Resolved, "найдено решение")]
    public async Task ChangeStatus_ToTheEnd_TellsTheRequesterInTheirLanguageAsAutomatic(string culture, TicketStatus to, string words)
    {
        await using var desk = await DeskFixture.StartAsync(services => services.Replace(ServiceDescriptor.Scoped<IRequesterLink, FakeLink>()));
        var opened = await desk.OpenAsync(Cases.Payer with { Culture = culture }, Actor.System);
        Assert.True((await MoveAsync(desk, opened.Id, to, desk.Agent)).Ok);
        var mail = await desk.ReadAsync(db => db.Outbox.SingleAsync());
        Assert.True(mail.Automatic);
        Assert.Equal(Cases.Payer.RequesterEmail, mail.ToAddress);
        Assert.Contains(words, mail.Body, StringComparison.Ordinal);
        Assert.Contains("https://desk.example/case/secret", mail.Body, StringComparison.Ordinal);
        var message = await desk.ReadAsync(db => db.Messages.SingleAsync(m => m.IsAutomatic));
        Assert.DoesNotContain("secret", message.Body, StringComparison.Ordinal);
        var ticket = await desk.ReadAsync(db => db.Tickets.SingleAsync());
        Assert.Equal(to, ticket.Status);
        Assert.Null(ticket.UnansweredSince);
        Assert.Equal(to == TicketStatus.Closed ? desk.Clock.GetUtcNow() : null, ticket.ClosedAt);
    }

    [Fact]
    public async Task ChangeStatus_EveryMove_IsAnEvent()
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync(Cases.Merchant(desk, sent: false));
        TicketStatus[] path = [TicketStatus.Open, TicketStatus.WaitingOnRequester, TicketStatus.Resolved, TicketStatus.Open, TicketStatus.Closed];
        foreach (var to in path)
            Assert.True((await MoveAsync(desk, opened.Id, to, desk.Agent)).Ok);
        var moves = await desk.ReadAsync(db =>
            db.Events.Where(e => e.Kind == TicketEventKind.StatusChanged || e.Kind == TicketEventKind.Reopened).ToListAsync()
        );
        Assert.Equal(path.Order(), moves.Select(e => Enum.Parse<TicketStatus>(e.To!)).Order());
        Assert.Equal("MoveNotAllowed", (await MoveAsync(desk, opened.Id, TicketStatus.Resolved, desk.Agent)).Problems[0].Code);
    }

    [Fact]
    public async Task ReopenTicket_Closed_StartsANewOneWithTheFactsAndTheLink()
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync();
        Assert.Equal("NotClosed", (await ReopenAsync(desk, opened.Id, desk.Merchant)).Problems[0].Code);
        await MoveAsync(desk, opened.Id, TicketStatus.Closed, desk.Merchant);
        var again = (await ReopenAsync(desk, opened.Id, desk.Merchant)).Value;
        var ticket = await desk.ReadAsync(db => db.Tickets.SingleAsync(t => t.Id == again.Id));
        Assert.Equal(("12345", TicketStatus.New), (ticket.Payment.InvoiceId!, ticket.Status));
        Assert.Equal(1, await desk.ReadAsync(db => db.Links.CountAsync(l => l.TicketId == again.Id && l.OtherId == opened.Id && l.Kind == LinkKind.Follows)));
        var seen = await desk.UseAsync<TicketDetails, Result<TicketView>>(u => u.RunAsync(again.Number, desk.Merchant, default));
        Assert.Equal([opened.Number], seen.Value.Links.Select(l => l.Number));
    }

    [Fact]
    public async Task TakeAndAssign_DeskStaff_OpenTheTicketAndNameTheOwner()
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync(Cases.Payer, Actor.System);
        Assert.True((await desk.UseAsync<TakeTicket, Result<Unit>>(u => u.RunAsync(opened.Id, desk.Agent, default))).Ok);
        var ticket = await desk.ReadAsync(db => db.Tickets.SingleAsync());
        Assert.Equal((desk.Agent.UserId, TicketStatus.Open), (ticket.AssigneeId, ticket.Status));
        Assert.Equal("AssigneeUnknown", (await AssignAsync(desk, opened.Id, desk.Merchant.UserId, desk.Admin)).Problems[0].Code);
        Assert.True((await AssignAsync(desk, opened.Id, null, desk.Admin)).Ok);
        var last = await desk.ReadAsync(db => db.Events.SingleAsync(e => e.Kind == TicketEventKind.Assigned && e.To == null));
        Assert.Equal(desk.Agent.Name, last.From);
    }

    [Fact]
    public async Task T52_EveryUseCase_StrangerAndMerchantBeyondTheirRights_AreNotFound()
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync();
        Problem[] refused = [Problem.NotFound];
        Assert.Equal(refused, (await MoveAsync(desk, opened.Id, TicketStatus.Closed, desk.Stranger)).Problems);
        Assert.Equal(refused, (await MoveAsync(desk, opened.Id, TicketStatus.WaitingOnRequester, desk.Merchant)).Problems);
        Assert.Equal(refused, (await ReopenAsync(desk, opened.Id, desk.Stranger)).Problems);
        Assert.Equal(refused, (await AssignAsync(desk, opened.Id, desk.Merchant.UserId, desk.Merchant)).Problems);
        Assert.Equal(refused, (await desk.UseAsync<TakeTicket, Result<Unit>>(u => u.RunAsync(opened.Id, desk.Stranger, default))).Problems);
        Assert.Equal(refused, (await desk.UseAsync<TicketDetails, Result<TicketView>>(u => u.RunAsync(opened.Number, desk.Stranger, default))).Problems);
        Assert.Equal(refused, (await SaveDraftAsync(desk, opened.Id, "текст", desk.Stranger)).Problems);
        Assert.True((await desk.UseAsync<NeedsAttention, NeedsAttention.Board>(u => u.RunAsync(desk.Stranger, default))).IsEmpty);
        Assert.Empty(await desk.UseAsync<ListTickets, IReadOnlyList<ListTickets.Row>>(u => u.ByIdsAsync([opened.Id], desk.Stranger, default)));
        Assert.Equal(TicketStatus.WaitingOnProvider, await desk.ReadAsync(db => db.Tickets.Select(t => t.Status).SingleAsync()));
    }

    [Fact]
    public async Task SaveReplyDraft_Typed_IsMaskedComesBackAndGoesWithTheReply()
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync();
        await SaveDraftAsync(desk, opened.Id, "Начало", desk.Agent);
        await SaveDraftAsync(desk, opened.Id, "Карта " + Cases.Card, desk.Agent);
        var view = (await desk.UseAsync<TicketDetails, Result<TicketView>>(u => u.RunAsync(opened.Number, desk.Agent, default))).Value;
        Assert.DoesNotContain("4111", view.Drafts[Party.Provider].Text, StringComparison.Ordinal);
        Assert.Empty((await desk.UseAsync<TicketDetails, Result<TicketView>>(u => u.RunAsync(opened.Number, desk.Admin, default))).Value.Drafts);
        await desk.ReplyAsync(opened.Id, Party.Provider, desk.Agent);
        Assert.Equal(0, await desk.ReadAsync(db => db.ReplyDrafts.CountAsync()));
    }

    [Fact]
    public async Task NeedsAttention_Desk_ShowsUnansweredFailedAndOwnerless()
    {
        await using var desk = await DeskFixture.StartAsync();
        var merchant = await desk.OpenAsync();
        var payer = await desk.OpenAsync(Cases.Payer, Actor.System);
        await desk.AppendAsync(Cases.Answer(merchant.Id));
        await desk.ReadAsync(db =>
            db.Messages.Where(m => m.Direction == Direction.Outgoing).ExecuteUpdateAsync(set => set.SetProperty(m => m.Delivery, DeliveryState.Failed))
        );
        var board = await desk.UseAsync<NeedsAttention, NeedsAttention.Board>(u => u.RunAsync(desk.Agent, default));
        Assert.Equal([merchant.Number], board.Unanswered.Select(i => i.Number));
        Assert.Equal([merchant.Number], board.Failures.Select(f => f.Number));
        Assert.Equal([payer.Number], board.Unassigned.Select(i => i.Number));
    }

    private static Task<Result<Unit>> MoveAsync(DeskFixture desk, Guid ticket, TicketStatus to, Actor actor) =>
        desk.UseAsync<ChangeStatus, Result<Unit>>(u => u.RunAsync(ticket, to, actor, default));

    private static Task<Result<OpenedTicket>> ReopenAsync(DeskFixture desk, Guid ticket, Actor actor) =>
        desk.UseAsync<ReopenTicket, Result<OpenedTicket>>(u => u.RunAsync(ticket, actor, default));

    private static Task<Result<Unit>> AssignAsync(DeskFixture desk, Guid ticket, Guid? user, Actor actor) =>
        desk.UseAsync<AssignTicket, Result<Unit>>(u => u.RunAsync(ticket, user, actor, default));

    private static Task<Result<Unit>> SaveDraftAsync(DeskFixture desk, Guid ticket, string text, Actor actor) =>
        desk.UseAsync<SaveReplyDraft, Result<Unit>>(u => u.RunAsync(ticket, Party.Provider, text, actor, default));

    private sealed class FakeLink : IRequesterLink
    {
        public Task<Uri?> CreateAsync(DeskDbContext db, Ticket ticket, CancellationToken ct) =>
            Task.FromResult<Uri?>(new Uri("https://desk.example/case/secret"));

        public Task RevokeAsync(DeskDbContext db, Guid ticketId, CancellationToken ct) => Task.CompletedTask;
    }
}
