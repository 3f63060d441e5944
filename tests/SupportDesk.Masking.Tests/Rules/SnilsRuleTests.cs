namespace SupportDesk.Masking.Tests.Rules;

public sealed class SnilsRuleTests
{
    [Theory]
    [InlineData("СНИЛС 112-233-445 95", "СНИЛС [masked:snils]")]
    [InlineData("112-233-445 95", "[masked:snils]")]
    [InlineData("снилс: 11223344595", "снилс: [masked:snils]")]
    [InlineData("{\"snils\":\"112-233-445-95\"}", "{\"snils\":\"[masked:snils]\"}")]
    public void Mask_InItsPlace_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text, PersonalData.Snils));

    [Theory]
    [InlineData("112-233-445 96")]
    [InlineData("11223344595")]
    [InlineData("1-112-233-445 95")]
    [InlineData("112-233-445 951")]
    public void Mask_OtherText_Stays(string text) => Assert.Equal(text, Masking.Run(text, PersonalData.Snils));
}
