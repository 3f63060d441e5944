using SupportDesk.Features.Payers;

namespace SupportDesk.Tests.Features.Payers;

public sealed class EmailHintTests
{
    [Theory]
    [InlineData("anna@gmial.com", "anna@gmail.com")]
    [InlineData("anna@gmal.com", "anna@gmail.com")]
    [InlineData("anna@gmaill.com", "anna@gmail.com")]
    [InlineData("anna@gmail.con", "anna@gmail.com")]
    [InlineData("anna@MAIL.RY", "anna@mail.ru")]
    [InlineData("anna@yandx.ru", "anna@yandex.ru")]
    [InlineData("anna@gmail.com", null)]
    [InlineData("anna@bk.ru", null)]
    [InlineData("anna@ab.ru", null)]
    [InlineData("anna@shop.example", null)]
    [InlineData("anna", null)]
    public void Of_HostOneSlipAway_IsTheOneThatWasMeant(string address, string? meant) => Assert.Equal(meant, EmailHint.Of(address));
}
