namespace SupportDesk.Masking.Tests.Rules;

public sealed class TrackRuleTests
{
    [Theory]
    [InlineData("%B4111111111111111^IVANOV/IVAN^27121011234500000000?", "[masked:track]")]
    [InlineData("%25B4111111111111111%5EIVANOV/IVAN%5E2712101?", "[masked:track]")]
    [InlineData(";4111111111111111=27121011234500000000?", "[masked:track]")]
    [InlineData("track2=4111111111111111D27121010000000000F", "track2=[masked:track]")]
    [InlineData("4111111111111111=2712101123", "[masked:track]")]
    [InlineData("\\u003b4111111111111111\\u003d2712101123", "\\u003b[masked:track]")]
    public void Mask_InItsPlace_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text));

    [Theory]
    [InlineData("4111111111111112=2712101123")]
    [InlineData("sum=4111=2712101")]
    public void Mask_OtherText_Stays(string text) => Assert.Equal(text, Masking.Run(text));
}
