namespace SupportDesk.Masking.Tests.Rules;

public sealed class ExpiryRuleTests
{
    [Theory]
    [InlineData("exp_month=12&exp_year=2027", "exp_month=[masked:expiry]&exp_year=[masked:expiry]")]
    [InlineData("{\"expiry\":\"12/27\"}", "{\"expiry\":\"[masked:expiry]\"}")]
    [InlineData("{\"expMonth\":\"12\",\"expYear\":27}", "{\"expMonth\":\"[masked:expiry]\",\"expYear\":[masked:expiry]}")]
    [InlineData("срок действия карты 12/27", "срок действия карты [masked:expiry]")]
    [InlineData("card expires 12/2027", "card expires [masked:expiry]")]
    [InlineData("cardExpDate=1227", "cardExpDate=[masked:expiry]")]
    [InlineData("4111111111111111, срок 12/27", "************1111, срок [masked:expiry]")]
    [InlineData("4111111111111111 valid thru: 12.27", "************1111 valid thru: [masked:expiry]")]
    [InlineData("exp 12/27, 4111111111111111", "exp [masked:expiry], ************1111")]
    [InlineData("411111******1111 exp 12/27", "************1111 exp [masked:expiry]")]
    public void Mask_InItsPlace_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text));

    [Theory]
    [InlineData("Срок оплаты: 12.2026")]
    [InlineData("expires: 2026-11-25 10:00")]
    [InlineData("Expires: Thu, 01 Dec 1994 16:00:00 GMT")]
    [InlineData("token_exp=1732500000")]
    [InlineData("срок поставки 12/27")]
    [InlineData("export 12/27")]
    [InlineData("действует до 01.12.2026")]
    public void Mask_OtherText_Stays(string text) => Assert.Equal(text, Masking.Run(text));
}
