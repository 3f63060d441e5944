using SupportDesk.Features.Payments.Status;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Robokassa.Status;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Payments.Status;

public sealed class AskStatusTests
{
    [Fact]
    public async Task RunAsync_ProviderIsAway_SaysSoHoweverOftenItIsAsked()
    {
        var service = await StatusService.StartAsync();
        await using var desk = await DeskFixture.StartAsync(null, ("Doctor:StatusService", service.Setting));
        await desk.SaveShopAsync();
        Assert.Equal(3, (await AskAsync(desk)).State!.ResultCode);
        await service.DisposeAsync();
        // More often than the breaker bears: an open one is no error of the desk.
        for (var i = 0; i < 8; i++)
            Assert.Equal(StatusOutcome.Unreachable, (await AskAsync(desk)).Outcome);
    }

    [Fact]
    public async Task T52_RunAsync_OtherShop_IsNotAsked()
    {
        await using var service = await StatusService.StartAsync();
        await using var desk = await DeskFixture.StartAsync(null, ("Doctor:StatusService", service.Setting));
        await desk.SaveShopAsync();
        var refused = await desk.UseAsync<AskStatus, Result<StatusAnswer>>(ask => ask.RunAsync(desk.Shop.Id, "5", desk.Stranger, CancellationToken.None));
        Assert.Equal(("NotFound", 0), (refused.Problems[0].Code, service.Asked.Count));
    }

    private static async Task<StatusAnswer> AskAsync(DeskFixture desk) =>
        (await desk.UseAsync<AskStatus, Result<StatusAnswer>>(ask => ask.RunAsync(desk.Shop.Id, "5", desk.Merchant, CancellationToken.None))).Value;
}

internal static class StatusDesk
{
    public static async Task SaveShopAsync(
        this DeskFixture desk,
        string password2 = StatusService.Password2,
        bool reconciles = false,
        bool opensTickets = false
    ) =>
        Assert.True(
            (
                await desk.UseAsync<SaveShop, Result<Unit>>(save =>
                    save.RunAsync(
                        new SaveShop.Input(desk.Shop.Id, "md5", [null, password2, null, null], [false, false, false, false], null, false, null, false)
                        {
                            Reconciles = reconciles,
                            OpensTickets = opensTickets,
                        },
                        desk.Admin,
                        CancellationToken.None
                    )
                )
            ).Ok
        );
}
