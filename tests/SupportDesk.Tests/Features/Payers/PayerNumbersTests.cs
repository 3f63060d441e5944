using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Features.Payers;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Tests.Features.Payers;

public sealed class PayerNumbersTests
{
    [Theory]
    [InlineData("1250", 1250)]
    [InlineData("1 250,50", 1250.50)]
    [InlineData("1\u00A0250,5 ₽", 1250.5)]
    [InlineData("1250.50 руб.", 1250.50)]
    [InlineData("1250 рублей", 1250)]
    [InlineData("1,250.00", 1250)]
    [InlineData("1.250", 1250)]
    [InlineData("12'500", 12500)]
    [InlineData("0,99", 0.99)]
    [InlineData("0", 0)]
    public void TryAmount_AsPeopleTypeIt_IsRead(string text, double expected)
    {
        Assert.True(Amount.TryParseGrouped(text, out var amount));
        Assert.Equal((decimal)expected, amount);
    }

    [Theory]
    [InlineData("много")]
    [InlineData("-5")]
    [InlineData("1 250,505")]
    [InlineData("12,3,4")]
    [InlineData("2 x 1250")]
    [InlineData("1e5")]
    [InlineData("٥٠٠")]
    [InlineData("99999999999999999999")]
    public void TryAmount_NotOneNumber_IsRefused(string text) => Assert.False(Amount.TryParseGrouped(text, out _));

    [Fact]
    public void TryAmount_AnyText_NeverThrowsAndNeverGoesBelowZero() => Prop.ForAll<string>(
        text => !Amount.TryParseGrouped(text ?? "", out var amount) || amount >= 0).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("1111", "1111")]
    [InlineData(" ··1111 ", "1111")]
    [InlineData("**** **** **** 1111", "1111")]
    public void TryLast4_FourDigits_AreRead(string text, string expected)
    {
        Assert.True(PayerNumbers.TryLast4(text, out var last4));
        Assert.Equal(expected, last4);
    }

    [Theory]
    [InlineData("111")]
    [InlineData("11111")]
    [InlineData("1a11")]
    [InlineData("не помню")]
    public void TryLast4_AnythingElse_IsRefused(string text) => Assert.False(PayerNumbers.TryLast4(text, out _));

    [Theory]
    [InlineData("4111 1111 1111 1112", "1112")]
    [InlineData("1111", "1111")]
    [InlineData("не помню", "не помню")]
    public void ShortenCard_NumberWithAWrongCheckDigit_LeavesFourDigits(string text, string expected) =>
        Assert.Equal(expected, PayerNumbers.ShortenCard(text));
}
