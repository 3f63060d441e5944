using SupportDesk.Kernel;

namespace SupportDesk.Tests.Kernel;

public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    [InlineData(null)]
    public void T69_OrHome_AnotherHost_GoesHome(string? url) => Assert.Equal("/desk", LocalUrl.OrHome(url, "/desk"));

    [Theory]
    [InlineData("/desk/tickets?status=Open&q=a%2Fb")]
    [InlineData("/")]
    public void OrHome_OwnPath_Stays(string url) => Assert.Equal(url, LocalUrl.OrHome(url, "/desk"));
}
