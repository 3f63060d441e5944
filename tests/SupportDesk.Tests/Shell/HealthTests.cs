using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Shell;

public sealed class HealthTests
{
    // A page that paused for the restart would hand its state to the desk that stops.
    [Fact]
    public async Task Get_DeskIsAboutToStop_Is503()
    {
        await using var desk = await DeskFixture.ServeAsync(null);
        using var client = desk.CreateClient();
        Assert.Equal("ok", await client.GetStringAsync("/health"));
        HttpStatusCode? seen = null;
        var lifetime = desk.Services.GetRequiredService<IHostApplicationLifetime>();
        // The last to be told is asked first, while connections are still taken.
        using var asked = lifetime.ApplicationStopping.Register(() => seen = Task.Run(async () =>
        {
            using var answer = await client.GetAsync("/health");
            return answer.StatusCode;
        }).GetAwaiter().GetResult());
        lifetime.StopApplication();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, seen);
    }
}
