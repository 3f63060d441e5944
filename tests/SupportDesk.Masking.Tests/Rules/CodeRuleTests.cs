namespace SupportDesk.Masking.Tests.Rules;

public sealed class CodeRuleTests
{
    [Theory]
    [InlineData("Код подтверждения: 482193. Никому не сообщайте", "Код подтверждения: [masked:code]. Никому не сообщайте")]
    [InlineData("Никому не говорите код 1234. Покупка 500р OZON", "Никому не говорите код [masked:code]. Покупка 500р OZON")]
    [InlineData("482193 — код подтверждения для входа", "[masked:code] — код подтверждения для входа")]
    [InlineData("Your verification code is 482193", "Your verification code is [masked:code]")]
    [InlineData("4821 is your confirmation code", "[masked:code] is your confirmation code")]
    [InlineData("3DS password: 123456", "3DS password: [masked:code]")]
    [InlineData("OTP=482193", "OTP=[masked:code]")]
    [InlineData("sms-код 482-193", "sms-код [masked:code]")]
    public void Mask_InItsPlace_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text));

    [Theory]
    [InlineData("error code: 5001")]
    [InlineData("Код ошибки 5001, подтвердите оплату")]
    [InlineData("status code 4040, verify")]
    [InlineData("код товара 482193")]
    [InlineData("Confirm the order, postal code 123456")]
    [InlineData("auth_code=482193 confirmed")]
    [InlineData("код 500 руб., подтвердите")]
    public void Mask_OtherText_Stays(string text) => Assert.Equal(text, Masking.Run(text));

    /// <summary>The last group of a card number is shown, whatever word stands behind it, and is one finding with the others.</summary>
    [Theory]
    [InlineData("2204\t8973\t8111\t7570>smscode", "****\t****\t****\t7570>smscode")]
    [InlineData("2200,2629,8660,2720 код подтверждения", "****,****,****,2720 код подтверждения")]
    [InlineData("код подтверждения: 2221\t5931\t3096\t8178", "код подтверждения: ****\t****\t****\t8178")]
    [InlineData("заказ 1834,  4821 is your confirmation code", "заказ 1834,  [masked:code] is your confirmation code")]
    public void Mask_CardWithWideGapsBesideTheWord_IsACard(string text, string masked)
    {
        Assert.Equal(masked, Masking.Run(text));
        Assert.Equal(masked, Masking.Run(masked));
    }

    [Theory]
    [InlineData("Пришёл код 739214, ввёл, не работает", "Пришёл код [masked:code], ввёл, не работает")]
    [InlineData("код из приложения 739214", "код из приложения [masked:code]")]
    [InlineData("код авторизации 739214", "код авторизации [masked:code]")]
    [InlineData("2fa code 739214", "2fa code [masked:code]")]
    public void Mask_CodesOfOtherSources_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text));
}
