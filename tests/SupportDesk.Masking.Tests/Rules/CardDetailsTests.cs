namespace SupportDesk.Masking.Tests.Rules;

public sealed class CardDetailsTests
{
    [Theory]
    [InlineData("4111111111111111|12|27|123|IVAN IVANOV", "************1111|[masked:expiry]|[masked:cvv]|[masked:cardholder]")]
    [InlineData("4111111111111111;12/27;123", "************1111;[masked:expiry];[masked:cvv]")]
    [InlineData("4111 1111 1111 1111 12/27 123", "**** **** **** 1111 [masked:expiry] [masked:cvv]")]
    [InlineData("4111111111111111 до 12.27", "************1111 до [masked:expiry]")]
    [InlineData("IVAN IVANOV 4111111111111111 12/27", "[masked:cardholder] ************1111 [masked:expiry]")]
    [InlineData("4111111111111111\n12/27\n123\nIVAN IVANOV", "************1111\n[masked:expiry]\n[masked:cvv]\n[masked:cardholder]")]
    [InlineData("4111111111111111 1227 123", "************1111 [masked:expiry] [masked:cvv]")]
    public void Mask_BesideANumber_HidesWhatBelongsToIt(string text, string masked) => Assert.Equal(masked, Masking.Run(text));

    [Theory]
    [InlineData("4111 12/27 123")]
    [InlineData("VISA GOLD 12/27")]
    [InlineData("IVAN IVANOV 12345")]
    public void Mask_NoNumber_Stays(string text) => Assert.Equal(text, Masking.Run(text));

    [Theory]
    [InlineData("4111111111111111 25.11.2026 10:00", "************1111 25.11.2026 10:00")]
    [InlineData("4111111111111111\n12/27 10:00 GET", "************1111\n12/27 10:00 GET")]
    [InlineData("4111111111111111 500 руб.", "************1111 500 руб.")]
    [InlineData("4111111111111111 VISA GOLD", "************1111 VISA GOLD")]
    [InlineData("PAYMENT DECLINED 4111111111111111", "PAYMENT DECLINED ************1111")]
    [InlineData("4111111111111111 12/27 500 руб.", "************1111 [masked:expiry] 500 руб.")]
    public void Mask_OtherThingsBesideANumber_Stay(string text, string masked) => Assert.Equal(masked, Masking.Run(text));
}
