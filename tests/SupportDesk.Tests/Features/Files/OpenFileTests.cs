using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.Tickets;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Files;

public sealed class OpenFileTests
{
    [Fact]
    public async Task T43_RunAsync_FileOnATicket_OpensOnlyForThoseWhoSeeTheTicket()
    {
        await using var desk = await DeskFixture.StartAsync();
        var file = (await desk.StoreAsync("GET /"u8.ToArray(), by: desk.Merchant.UserId)).Value;
        await desk.OpenAsync(Cases.Merchant(desk) with { Files = [file.Id] });
        Assert.True((await OpenAsync(desk, file.Id, desk.Merchant)).Ok);
        Assert.True((await OpenAsync(desk, file.Id, desk.Agent)).Ok);
        Assert.Equal([Problem.NotFound], (await OpenAsync(desk, file.Id, desk.Stranger)).Problems);
        Assert.Equal([Problem.NotFound], (await OpenAsync(desk, Guid.NewGuid(), desk.Agent)).Problems);
    }

    [Fact]
    public async Task T43_RunAsync_FileOnNoTicketYet_OpensOnlyForItsOwner()
    {
        await using var desk = await DeskFixture.StartAsync();
        var mine = (await desk.StoreAsync("GET /"u8.ToArray(), by: desk.Merchant.UserId)).Value;
        var nobodys = (await desk.StoreAsync("GET /"u8.ToArray())).Value;
        Assert.True((await OpenAsync(desk, mine.Id, desk.Merchant)).Ok);
        Assert.False((await OpenAsync(desk, mine.Id, desk.Admin)).Ok);
        Assert.False((await OpenAsync(desk, nobodys.Id, desk.Stranger)).Ok);
    }

    private static Task<Result<Attachment>> OpenAsync(DeskFixture desk, Guid file, Actor actor) =>
        desk.UseAsync<OpenFile, Result<Attachment>>(u => u.RunAsync(file, actor, default));
}
