namespace SupportDesk.Masking.Tests.Rules;

public sealed class PhoneRuleTests
{
    [Theory]
    [InlineData("+7 (912) 345-12-34", "+7 (***) ***-12-34")]
    [InlineData("+7 912 345-12-34", "+7 *** ***-12-34")]
    [InlineData("8 (912) 345-67-89", "8 (***) ***-67-89")]
    [InlineData("89123456789", "8******6789")]
    [InlineData("+79123456789", "+7******6789")]
    [InlineData("{\"phone\":\"79123456789\"}", "{\"phone\":\"7******6789\"}")]
    [InlineData("тел. 8-912-345-67-89", "тел. 8-***-***-67-89")]
    [InlineData("+375 29 123-45-67", "+375 ** ***-45-67")]
    [InlineData("8 495 123 45 67 доб. 12", "8 *** *** 45 67 доб. 12")]
    [InlineData("(912) 345-67-89", "(***) ***-67-89")]
    [InlineData("phone=%2B79123456789&a=1", "phone=%2B7******6789&a=1")]
    public void Mask_InItsPlace_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text, PersonalData.Phone));

    [Theory]
    [InlineData("Заказ 89123456789")]
    [InlineData("InvId=79123456789")]
    [InlineData("№ 89123456789")]
    [InlineData("8-800-555-35-35")]
    [InlineData("8 9123")]
    [InlineData("+7")]
    [InlineData("2026-11-25 10:00:00")]
    [InlineData("7912345678901")]
    public void Mask_OtherText_Stays(string text) => Assert.Equal(text, Masking.Run(text, PersonalData.Phone));
}
