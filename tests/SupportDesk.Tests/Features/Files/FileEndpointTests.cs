using System.Net;
using SupportDesk.Tests.Features.Tickets;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Files;

public sealed class FileEndpointTests
{
    [Fact]
    public async Task T42_Get_DangerousFile_IsSavedAndNeverRun()
    {
        await using var desk = await DeskFixture.ServeAsync();
        var file = (await desk.StoreAsync("<script>alert(1)</script>"u8.ToArray(), "<img src=x>.html", desk.Merchant.UserId)).Value;
        using var client = await desk.SignInAsync(desk.Merchant);
        using var answer = await client.GetAsync($"/desk/files/{file.Id}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("img src=x_.html.txt", answer.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.StartsWith("sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task T43_Get_SomebodyElsesFile_IsNotFoundAndGuestsAreTurnedAway()
    {
        await using var desk = await DeskFixture.ServeAsync();
        var file = (await desk.StoreAsync("GET /"u8.ToArray(), by: desk.Merchant.UserId)).Value;
        using var stranger = await desk.SignInAsync(desk.Stranger);
        using var guest = desk.CreateClient();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/desk/files/{file.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await guest.GetAsync($"/desk/files/{file.Id}")).StatusCode);
    }
}
