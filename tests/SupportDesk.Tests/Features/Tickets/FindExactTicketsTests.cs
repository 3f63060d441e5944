using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Tickets;

public sealed class FindExactTicketsTests
{
    [Fact]
    public async Task RunAsync_AnyNumberThatBelongsToATicket_FindsIt()
    {
        await using var desk = await DeskFixture.StartAsync();
        var ticket = await OpenAsync(desk);
        await desk.ReadAsync(async db =>
        {
            db.Conversations.Single(c => c.TicketId == ticket.Id && c.Party == Party.Provider).ExternalNumber = "5521873";
            return await db.SaveChangesAsync();
        });
        var own = TicketNumber.Format(ticket.Number);
        foreach (var typed in new[] { own, own[TicketNumber.Prefix.Length..], "12345", " № 5521873 " })
            Assert.Equal(ticket.Number, Assert.Single(await FindAsync(desk, typed, desk.Agent)).Number);
        Assert.Empty(await FindAsync(desk, "1234", desk.Agent));
        Assert.Empty(await FindAsync(desk, "№", desk.Agent));
    }

    [Fact]
    public async Task T52_RunAsync_TicketOfAnotherShop_IsNotFound()
    {
        await using var desk = await DeskFixture.StartAsync();
        var ticket = await OpenAsync(desk);
        foreach (var typed in new[] { TicketNumber.Format(ticket.Number), "12345" })
            Assert.Empty(await FindAsync(desk, typed, desk.Stranger));
    }

    private static async Task<OpenedTicket> OpenAsync(DeskFixture desk) =>
        (await desk.UseAsync<OpenTicket, Result<OpenedTicket>>(open => open.RunAsync(Cases.Merchant(desk), desk.Merchant, default))).Value;

    private static Task<IReadOnlyList<FindExactTickets.Row>> FindAsync(DeskFixture desk, string typed, Actor actor) =>
        desk.UseAsync<FindExactTickets, IReadOnlyList<FindExactTickets.Row>>(find => find.RunAsync(typed, actor, default));
}
