namespace SupportDesk.Masking.Tests.Rules;

public sealed class Base64PanRuleTests
{
    [Theory]
    [InlineData("data=NDExMSAxMTExIDExMTEgMTExMSBleHAgMTIvMjc=", "data=KioqKiAqKioqICoqKiogMTExMSBleHAgMTIvMjc=")]
    [InlineData("eyJwYW4iOiI0MTExMTExMTExMTExMTExIiwiYSI6MX0=", "eyJwYW4iOiIqKioqKioqKioqKioxMTExIiwiYSI6MX0=")]
    [InlineData("eyJwYW4iOiI0MTExMTExMTExMTExMTExIiwiYSI6MX0", "eyJwYW4iOiIqKioqKioqKioqKioxMTExIiwiYSI6MX0")]
    [InlineData("cGFuPTQxMTExMTExMTExMTExMTE", "cGFuPSoqKioqKioqKioqKjExMTE")]
    [InlineData("eyJwYW4iOiI0MTExMTEx\nMTExMTExMTExIiwiYSI6MX0=", "eyJwYW4iOiIqKioqKioq\nKioqKioxMTExIiwiYSI6MX0=")]
    public void Mask_InItsPlace_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text));

    [Theory]
    [InlineData("client_secret: KioqKioqKioqKioqMTExMQ==")]
    [InlineData("NDExMTExMTExMTExMTExMg==")]
    [InlineData("eyJpbnZJZCI6IjEyMzQ1Njc4OTAxMjM0NTYiLCJhIjoxfQ==")]
    [InlineData("MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkw")]
    public void Mask_OtherText_Stays(string text) => Assert.Equal(text, Masking.Run(text));
}
