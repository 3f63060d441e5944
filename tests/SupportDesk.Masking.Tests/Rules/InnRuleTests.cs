namespace SupportDesk.Masking.Tests.Rules;

public sealed class InnRuleTests
{
    [Theory]
    [InlineData("ИНН 500100732259", "ИНН [masked:inn]")]
    [InlineData("{\"inn\":\"500100732259\"}", "{\"inn\":\"[masked:inn]\"}")]
    [InlineData("ИНН самозанятого: 500100732259", "ИНН самозанятого: [masked:inn]")]
    public void Mask_InItsPlace_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text, PersonalData.Inn));

    [Theory]
    [InlineData("ИНН 7707083893")]
    [InlineData("500100732259")]
    [InlineData("ИНН/КПП 7707083893/770701001")]
    [InlineData("inner 500100732259")]
    public void Mask_OtherText_Stays(string text) => Assert.Equal(text, Masking.Run(text, PersonalData.Inn));
}
