using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Kernel;
using SupportDesk.Shell.Frame;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Shell.Frame;

public sealed class SectionsTests
{
    [Theory]
    [InlineData("/desk", "/desk", true)]
    [InlineData("/desk", "/desk/tickets", false)]
    [InlineData("/desk/tickets", "/desk/tickets", true)]
    [InlineData("/desk/tickets", "/desk/tickets/SD-1042", true)]
    [InlineData("/desk/tickets", "/desk/ticketsmore", false)]
    [InlineData("/desk/doctor", "/Desk/Doctor/logs", true)]
    public void Holds_AnyAddress_BelongsToOneSection(string section, string path, bool isThere) =>
        Assert.Equal(isThere, new MenuEntry(1, section, "x", typeof(SectionsTests), "x").Holds(path));

    [Fact]
    public async Task Of_EachRole_GetsWhatItMayEnter()
    {
        await using var desk = await DeskFixture.StartAsync();
        var sections = desk.Services.CreateScope().ServiceProvider.GetRequiredService<Sections>();
        var admin = sections.Of(desk.Admin, "/desk/doctor/logs");
        Assert.Equal("/desk/doctor", Assert.Single(admin, section => section.IsCurrent).Href);
        Assert.Contains(admin, section => section.Href == "/desk/mail");
        Assert.DoesNotContain(sections.Of(desk.Merchant, "/desk"), section => section.Href == "/desk/mail");
        Assert.Empty(sections.Of(null, "/desk"));
    }

    [Theory]
    [InlineData(null, false, true)]
    [InlineData(null, true, false)]
    [InlineData("open", true, true)]
    [InlineData("folded", false, false)]
    [InlineData("something else", true, false)]
    public void Rail_ChoiceOfThePerson_Wins(string? cookie, bool isFocused, bool isOpen)
    {
        var http = new DefaultHttpContext();
        if (cookie is not null)
            http.Request.Headers.Cookie = "sd.rail=" + Uri.EscapeDataString(cookie);
        Assert.Equal(isOpen, RailChoice.IsOpen(RailChoice.Of(http.Request), isFocused));
    }
}
