using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Payments.Notifications;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Payments.Notifications;

public sealed class ForwardNotificationsTests
{
    private const string Password2 = "live-two";

    [Fact]
    public async Task RunAsync_ShopThatNeverAnswers_HoldsUpNoOther()
    {
        await using var desk = await DeskFixture.ServeAsync(null, ("Doctor:AllowPrivateAddresses", "true"));
        using var dead = Listen();
        using var alive = Listen();
        await SaveAsync(desk, desk.Shop, dead);
        await SaveAsync(desk, desk.OtherShop, alive);
        using var http = desk.CreateClient();
        foreach (var shop in new[] { desk.Shop, desk.OtherShop })
        {
            var fields = NotificationEndpointTests.Signed("5", Password2);
            Assert.Equal("OK5", (await NotificationEndpointTests.NotifyAsync(http, fields, byGet: false, shop.MerchantLogin)).Text);
        }


        var run = desk.UseAsync<ForwardNotifications, int>(forward => forward.RunAsync(CancellationToken.None));
        using var silent = await dead.AcceptTcpClientAsync();
        using (var caller = await alive.AcceptTcpClientAsync())
            await AnswerAsync(caller);
        await Until.TrueAsync(async () => await StateAsync(desk, desk.OtherShop) == ForwardState.Done, () => "the other shop's notification");
        Assert.False(run.IsCompleted);

        silent.Close();
        Assert.Equal(2, await run);
        Assert.Equal(ForwardState.Waiting, await StateAsync(desk, desk.Shop));
    }

    [Fact]
    public async Task RunAsync_ShopPutAside_IsNotCalledAndItsNotificationsAreKept()
    {
        await using var desk = await DeskFixture.ServeAsync(null, ("Doctor:AllowPrivateAddresses", "true"));
        using var shop = Listen();
        await SaveAsync(desk, desk.Shop, shop);
        using var http = desk.CreateClient();
        await NotifyAsync("5");
        Assert.True((await desk.UseAsync<ArchiveShop, Result<Unit>>(archive => archive.RunAsync(desk.Shop.Id, true, desk.Admin, default))).Ok);
        await NotifyAsync("6");
        Assert.Equal(0, await desk.UseAsync<ForwardNotifications, int>(forward => forward.RunAsync(CancellationToken.None)));
        Assert.False(shop.Pending());
        Assert.Equal(
            [("5", ForwardState.Waiting), ("6", ForwardState.None)],
            (await desk.ReadAsync(db => db.Notifications.ToListAsync())).Select(row => (row.InvId, row.Forward)).Order());
        var id = await desk.ReadAsync(db => db.Notifications.Where(row => row.InvId == "6").Select(row => row.Id).SingleAsync());
        var replayed = await desk.UseAsync<ReplayNotification, Result<Unit>>(replay => replay.RunAsync(id, desk.Admin, default));
        Assert.Equal("ReplayArchived", Assert.Single(replayed.Problems).Code);

        async Task NotifyAsync(string invoice) => Assert.Equal("OK" + invoice, (await NotificationEndpointTests.NotifyAsync(
            http, NotificationEndpointTests.Signed(invoice, Password2), byGet: false, desk.Shop.MerchantLogin)).Text);
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static async Task AnswerAsync(TcpClient caller)
    {
        await using var stream = caller.GetStream();
        using var reader = new StreamReader(stream, leaveOpen: true);
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
            // The head of the request; the form behind it is small and may stay unread.
        }

        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nOK5"u8.ToArray());
    }

    private static async Task SaveAsync(DeskFixture desk, Shop shop, TcpListener listener)
    {
        var host = listener.LocalEndpoint.ToString()!;
        var input = new SaveShop.Input(shop.Id, "md5", [null, Password2, null, null], [false, false, false, false], $"http://{host}/result", false, host, true);
        Assert.True((await desk.UseAsync<SaveShop, Result<Unit>>(save => save.RunAsync(input, desk.Admin, CancellationToken.None))).Ok);
    }

    private static Task<ForwardState> StateAsync(DeskFixture desk, Shop shop) =>
        desk.ReadAsync(db => db.Notifications.Where(n => n.ShopId == shop.Id).Select(n => n.Forward).SingleAsync());
}
