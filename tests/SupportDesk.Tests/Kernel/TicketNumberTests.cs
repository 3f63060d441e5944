using SupportDesk.Kernel;

namespace SupportDesk.Tests.Kernel;

public sealed class TicketNumberTests
{
    [Theory]
    [InlineData("SD-1042", 1042)]
    [InlineData(" sd1042 ", 1042)]
    [InlineData("1042", 1042)]
    public void TryParse_AsPeopleWriteIt_IsRead(string text, long expected)
    {
        Assert.True(TicketNumber.TryParse(text, out var number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData("SD-")]
    [InlineData("SD--5x")]
    [InlineData("99999999999999999999")]
    [InlineData(null)]
    public void TryParse_SomethingElse_IsRefused(string? text) => Assert.False(TicketNumber.TryParse(text, out _));
}
