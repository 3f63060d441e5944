namespace SupportDesk.Masking.Tests.Rules;

public sealed class PanRuleTests
{
    [Theory]
    [InlineData("2200 0000 0000 0004", "**** **** **** 0004")]
    [InlineData("4111111111111111", "************1111")]
    [InlineData("card:4222222222222", "card:*********2222")]
    [InlineData("3782 822463 10005", "**** ****** *0005")]
    [InlineData("3530-1113-3330-0000", "****-****-****-0000")]
    [InlineData("5019717010103742", "************3742")]
    [InlineData("6759 6498 2643 8453", "**** **** **** 8453")]
    [InlineData("501800000009", "********0009")]
    [InlineData("0604000000000009", "0604000000000009")] // check digit is wrong
    [InlineData("2223003122003222", "************3222")]
    [InlineData("6205 5000 0000 0000 004", "**** **** **** ***0 004")]
    [InlineData("3056 930902 5904", "**** ****** 5904")]
    [InlineData("6011 1111 1111 1117", "**** **** **** 1117")]
    [InlineData("8171 9999 2766 0000", "**** **** **** 0000")]
    [InlineData("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "* * * * * * * * * * * * 1 1 1 1")]
    [InlineData("4111 1111-1111.1111", "**** ****-****.1111")]
    [InlineData("411111 1111111111", "****** ******1111")]
    public void Mask_Scheme_KeepsTheLastFour(string text, string masked) => Assert.Equal(masked, Masking.Run(text));

    [Theory]
    [InlineData("4111111111111112")] // check digit
    [InlineData("1111111111111117")] // no issuer
    [InlineData("41111111111111110000")] // 20 digits
    [InlineData("40817810099910004312")] // account
    [InlineData("4081 7810 0999 1000 4312")]
    [InlineData("40817 810 0 9991 0004312")]
    [InlineData("5105105105105")] // Mastercard has 16
    [InlineData("0.4111111111111111")] // a fraction
    [InlineData("55.751244 37.618423")] // a place
    [InlineData("64.233.165.100")] // an address
    [InlineData("4111 1111 1111 111")] // too short for its check digit
    public void Mask_NotACard_Stays(string text) => Assert.Equal(text, Masking.Run(text));

    [Fact]
    public void Mask_CardsInARow_HidesEach() =>
        Assert.Equal(
            "**** **** **** 1111 **** **** **** 0004\n************4444",
            Masking.Run("4111 1111 1111 1111 5500 0000 0000 0004\n5555555555554444"));

    [Fact]
    public void Mask_ColumnOfShortIds_Stays()
    {
        const string Ids = "41111111\n11111111\n41111111\n11111111\n";
        Assert.Equal(Ids, Masking.Run(Ids));
    }

    [Fact]
    public void Mask_ExpiryAndCodeBehind_DoNotHideTheNumberFromSight() =>
        Assert.Equal("**** **** **** 1111 [masked:expiry] [masked:cvv]", Masking.Run("4111 1111 1111 1111 12/25 123"));

    [Theory]
    [InlineData("sha256=9f86d081884c7d659a2feaa0c55ad0154111111111111111b0f00a08")]
    [InlineData("f81d4fae-7dec-11d0-a765-501800000009")]
    public void Mask_InsideDigestOrUuid_Stays(string text) => Assert.Equal(text, Masking.Run(text));
}
