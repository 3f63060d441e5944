using System.Globalization;
using System.Net;
using System.Resources;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Features.Settings;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Settings;

public sealed class SettingsPagesTests
{
    [Fact]
    public async Task Of_EachRole_GetsWhatItMayOpen()
    {
        await using var desk = await DeskFixture.StartAsync();
        var pages = desk.Services.GetRequiredService<SettingsPages>();
        Assert.Contains(pages.Of(desk.Admin), row => row.Page.Href == "/desk/settings/shops");
        Assert.DoesNotContain(pages.Of(desk.Agent), row => row.Page.Href == "/desk/settings/shops");
        Assert.Equal(pages.Of(desk.Admin).Select(row => row.Page.Order).Order(), pages.Of(desk.Admin).Select(row => row.Page.Order));
        Assert.Empty(pages.Of(Actor.System));
    }

    [Fact]
    public async Task All_Pages_SayInBothLanguagesWhatTheyAreGoodFor()
    {
        await using var desk = await DeskFixture.StartAsync();
        Assert.All(desk.Services.GetServices<IFeature>().SelectMany(feature => feature.Settings), page =>
        {
            var texts = new ResourceManager(page.Texts);
            foreach (var key in new[] { page.Key, page.Key + "About" })
                Assert.NotEqual(texts.GetString(key, CultureInfo.GetCultureInfo("ru")), texts.GetString(key, CultureInfo.GetCultureInfo("en")));
        });
    }

    [Theory]
    [InlineData("/desk/doctor/shops", "/desk/settings/shops")]
    [InlineData("/desk/mail/templates", "/desk/settings/templates")]
    [InlineData("/desk/mail/templates/closed?lang=en", "/desk/settings/templates/closed?lang=en")]
    public async Task Get_AddressOfBefore_LeadsToTheNewOne(string before, string now)
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        using var answer = await client.GetAsync(before);
        Assert.Equal((HttpStatusCode.MovedPermanently, now), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }
}
