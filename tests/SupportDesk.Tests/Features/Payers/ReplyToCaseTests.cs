using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Payers;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.Tickets;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Payers;

public sealed class ReplyToCaseTests
{
    [Fact]
    public async Task RunAsync_ClosedLongAgoAndStoppedAnywhere_LeavesNoTicketThatItsPayerCannotOpen()
    {
        var cut = new PowerCut();
        await using var desk = await DeskFixture.StartAsync(PowerCut.Into(cut));
        var old = (await desk.UseAsync<OpenTicket, Result<OpenedTicket>>(open => open.RunAsync(Cases.Payer, Actor.System, default))).Value.Id;
        var secret = await desk.UseAsync<PayerLinks, string>(links => desk.ReadAsync(async db =>
        {
            var made = links.Add(db, old, byEmail: false);
            await db
                .Tickets.Where(t => t.Id == old)
                .ExecuteUpdateAsync(row => row.SetProperty(t => t.Status, TicketStatus.Closed).SetProperty(t => t.ClosedAt, desk.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
            return made;
        }));
        desk.Clock.Advance(TimeSpan.FromDays(40));
        Result<string>? path = null;

        var stops = await cut.EverywhereAsync(
            async () => path = await desk.UseAsync<ReplyToCase, Result<string>>(reply => reply.RunAsync(secret, "Деньги так и не вернулись", [], 0, default)),
            () => TicketState.OfAsync(desk)
        );

        Assert.InRange(stops, 5, 100);
        Assert.NotEqual(PayerLinks.PathOf(secret), path!.Value);
        var hash = Ids.Hash(path.Value[PayerLinks.PathOf("").Length..]);
        var link = await desk.ReadAsync(db => db.PayerLinks.SingleAsync(l => l.SecretHash == hash));
        Assert.Equal(link.TicketId, await desk.ReadAsync(db => db.Tickets.Where(t => t.Id != old).Select(t => t.Id).SingleAsync()));
        Assert.True(await desk.ReadAsync(db => db.Messages.AnyAsync(m => m.TicketId == link.TicketId)));
    }
}
