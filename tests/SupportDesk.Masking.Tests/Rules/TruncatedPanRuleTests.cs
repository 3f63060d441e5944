namespace SupportDesk.Masking.Tests.Rules;

public sealed class TruncatedPanRuleTests
{
    [Theory]
    [InlineData("<IncAccount>220000******0000</IncAccount>", "<IncAccount>************0000</IncAccount>")]
    [InlineData("411111XXXXXX1111", "************1111")]
    [InlineData("4111 11** **** 1111", "**** **** **** 1111")]
    [InlineData("4111-11xx-xxxx-1111", "****-****-****-1111")]
    [InlineData("4111 **** **** 1111", "**** **** **** 1111")]
    [InlineData("41111111****1111", "************1111")]
    public void Mask_FirstDigitsShown_KeepsTheLastFour(string text, string masked) => Assert.Equal(masked, Masking.Run(text));

    [Theory]
    [InlineData("************1111")]
    [InlineData("**** 1111")]
    [InlineData("+7 921 ***-**-12")]
    [InlineData("/**** 2026 ****/")]
    [InlineData("xxxx")]
    [InlineData("***********٢٥٣٧\n6011\\u00208053\\u00208467")]
    [InlineData("**** **** **** 1111 2026")]
    public void Mask_NothingToCut_Stays(string text) => Assert.Equal(text, Masking.Run(text));

    [Fact]
    public void Mask_DecorationBeforeANumber_DoesNotProtectIt() =>
        Assert.Equal("********** **** **** **** 1111", Masking.Run("********** 4111 1111 1111 1111"));
}
