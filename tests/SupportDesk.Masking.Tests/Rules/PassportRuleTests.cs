namespace SupportDesk.Masking.Tests.Rules;

public sealed class PassportRuleTests
{
    [Theory]
    [InlineData("паспорт 45 08 123456", "паспорт [masked:passport]")]
    [InlineData("Паспорт серия 4508 № 123456 выдан", "Паспорт серия [masked:passport] выдан")]
    [InlineData("\"passport_number\":\"4508123456\"", "\"passport_number\":\"[masked:passport]\"")]
    [InlineData("passport series: 4508, number 123456", "passport series: [masked:passport]")]
    [InlineData("passport_series=4508&passport_number=123456", "passport_series=[masked:passport]&passport_number=[masked:passport]")]
    public void Mask_InItsPlace_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text, PersonalData.Passport));

    [Theory]
    [InlineData("Паспорт безопасности 12 страниц")]
    [InlineData("паспорт сделки 12345678901234")]
    [InlineData("45 08 123456")]
    public void Mask_OtherText_Stays(string text) => Assert.Equal(text, Masking.Run(text, PersonalData.Passport));
}
