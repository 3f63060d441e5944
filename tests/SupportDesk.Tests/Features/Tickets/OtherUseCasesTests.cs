using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Tickets;

public sealed class OtherUseCasesTests
{
    private static readonly EscalationEmail Email = new(Cases.ProviderAddress, null, "Тема", "Тело", []);

    [Fact]
    public async Task EscalateToProvider_PayerTicket_SendsTheCaseWithThePayersFileOnce()
    {
        await using var desk = await DeskFixture.StartAsync();
        var receipt = (await desk.StoreAsync("чек"u8.ToArray(), "чек.txt")).Value;
        var opened = await desk.OpenAsync(Cases.Payer with { Files = [receipt.Id] }, Actor.System);
        Assert.True((await EscalateAsync(desk, opened.Id, desk.Agent, Email with { Files = [receipt.Id] })).Ok);
        Assert.Equal("AlreadyEscalated", (await EscalateAsync(desk, opened.Id, desk.Agent, Email)).Problems[0].Code);
        var mail = await desk.ReadAsync(db => db.Outbox.SingleAsync());
        Assert.Equal(Cases.ProviderAddress, mail.ToAddress);
        Assert.Equal(1, await desk.ReadAsync(db => db.Attachments.CountAsync(a => a.MessageId == mail.MessageId && a.BlobKey == receipt.BlobKey)));
        Assert.Equal(TicketStatus.WaitingOnProvider, await desk.ReadAsync(db => db.Tickets.Select(t => t.Status).SingleAsync()));
    }

    [Fact]
    public async Task T52_EscalateToProvider_StrangerOrForeignFile_IsRefused()
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync(Cases.Merchant(desk, sent: false));
        var other = await desk.OpenAsync(Cases.Payer, Actor.System);
        var foreign = (await desk.StoreAsync("x"u8.ToArray())).Value;
        await desk.ReadAsync(db => db.Attachments.ExecuteUpdateAsync(set => set.SetProperty(a => a.TicketId, other.Id)));
        Assert.Equal([Problem.NotFound], (await EscalateAsync(desk, opened.Id, desk.Stranger, Email)).Problems);
        Assert.Equal([Problem.NotFound], (await EscalateAsync(desk, other.Id, desk.Merchant, Email)).Problems);
        Assert.Equal("FileGone", (await EscalateAsync(desk, opened.Id, desk.Merchant, Email with { Files = [foreign.Id] })).Problems[0].Code);
        Assert.Equal(0, await desk.ReadAsync(db => db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task FindOpenTickets_SameInvoice_ShowsOnlyOpenAndVisibleOnes()
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync();
        Assert.Equal([opened.Id], (await FindAsync(desk, " 12345 ", null, desk.Merchant)).Select(r => r.Id));
        Assert.Empty(await FindAsync(desk, "12345", "payment-declined", desk.Merchant));
        Assert.Empty(await FindAsync(desk, "1234", null, desk.Merchant));
        Assert.Empty(await FindAsync(desk, "12345", null, desk.Stranger));
        await desk.ReadAsync(db => db.Tickets.ExecuteUpdateAsync(set => set.SetProperty(t => t.Status, TicketStatus.Resolved)));
        Assert.Empty(await FindAsync(desk, "12345", null, desk.Merchant));
    }

    [Fact]
    public async Task JoinTicket_Duplicate_BecomesAMessageOfTheOpenTicket()
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync();
        var joined = await JoinAsync(desk, opened.Id, desk.Merchant);
        Assert.Equal(opened.Number, joined.Value.Number);
        Assert.Equal([Problem.NotFound], (await JoinAsync(desk, opened.Id, desk.Stranger)).Problems);
        Assert.Equal(1, await desk.ReadAsync(db => db.Events.CountAsync(e => e.Kind == TicketEventKind.Joined)));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(15, true)]
    public async Task AddPayerReply_AfterClosing_ReopensOrFollows(int days, bool startsNew)
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync(Cases.Payer, Actor.System);
        await desk.ReadAsync(db => db.Tickets.ExecuteUpdateAsync(set => set
            .SetProperty(t => t.Status, TicketStatus.Closed).SetProperty(t => t.ClosedAt, desk.Clock.GetUtcNow())));
        desk.Clock.Advance(TimeSpan.FromDays(days));
        var landed = await desk.ApplyAsync<AddPayerReply, OpenedTicket>((u, db) => u.ApplyAsync(db, opened.Id, "Опять списали.", [], 0, default));
        Assert.Equal(startsNew, landed.Value.Id != opened.Id);
        Assert.Equal(1, await desk.ReadAsync(db => db.Messages.CountAsync(m => m.TicketId == landed.Value.Id && m.Body == "Опять списали.")));
    }

    private static Task<Result<OpenedTicket>> EscalateAsync(DeskFixture desk, Guid ticket, Actor actor, EscalationEmail email) =>
        desk.ApplyAsync<EscalateToProvider, OpenedTicket>((u, db) => u.ApplyAsync(db, ticket, email, actor, default));

    private static Task<IReadOnlyList<FindOpenTickets.Row>> FindAsync(DeskFixture desk, string invoice, string? caseType, Actor actor) =>
        desk.UseAsync<FindOpenTickets, IReadOnlyList<FindOpenTickets.Row>>(u => u.RunAsync(invoice, caseType, actor, default));

    private static Task<Result<OpenedTicket>> JoinAsync(DeskFixture desk, Guid ticket, Actor actor) =>
        desk.ApplyAsync<JoinTicket, OpenedTicket>((u, db) => u.ApplyAsync(db, ticket, "И у нас.", [], actor, default));
}
