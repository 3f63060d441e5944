namespace SupportDesk.Masking.Tests.Rules;

public sealed class PinRuleTests
{
    [Theory]
    [InlineData("pin block: 0412AC89ABCDEF67", "pin block: [masked:pin]")]
    [InlineData("PINBLOCK=041234FFFFFFFFFF", "PINBLOCK=[masked:pin]")]
    [InlineData("пин-код 4321", "пин-код [masked:pin]")]
    [InlineData("Ваш PIN: 1234", "Ваш PIN: [masked:pin]")]
    [InlineData("{\"pin\":\"123456\"}", "{\"pin\":\"[masked:pin]\"}")]
    public void Mask_InItsPlace_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text));

    [Theory]
    [InlineData("pin=0")]
    [InlineData("pin tries: 1234")]
    [InlineData("spinner 1234")]
    [InlineData("Pinned 2026 times")]
    [InlineData("пингвин 1234")]
    [InlineData("opinion: 1234")]
    [InlineData("pin: 12345678")]
    public void Mask_OtherText_Stays(string text) => Assert.Equal(text, Masking.Run(text));
}
