namespace SupportDesk.Masking.Tests.Rules;

public sealed class PlaceholderTests
{
    [Theory]
    [InlineData("client_secret: 9fKioqX3vB7mQ2LzR8tYwP1d", "client_secret: [masked:token]")]
    [InlineData("api_key=aB3xKioqX3vB7mQ2LzR8tYwP", "api_key=[masked:token]")]
    [InlineData("api_key=aB3xKioqX3vB7mQ2LzR8tYwP1==", "api_key=[masked:token]")]
    [InlineData("api_key=KioqKi.oqX3vB7mQ2LzR8tYwP", "api_key=[masked:token]")]
    [InlineData("password=Kioq1", "password=[masked:password]")]
    [InlineData("Authorization: Bearer aB3xKioq-3vB7mQ2LzR8tYwP", "Authorization: Bearer [masked:token]")]
    public void IsPartlyMasked_RandomThatLooksLikeStarsInBase64_IsHidden(string text, string masked) => Assert.Equal(masked, Masking.Run(text));

    [Theory]
    [InlineData("client_secret: KioqKioqKioqKioqMTExMQ==")]
    [InlineData("client_secret: KioqKioqKioqKioqMTExMQ")]
    [InlineData("api_key=KioqKioqKioqKioqMTExMT4+Pm9rPz8/")]
    [InlineData("api_key=KioqKioqKioqKioqMTExMT4-Pm9rPz8_")]
    [InlineData("client_secret: cGFuPSoqKiogKioqKiAqKioqIDExMTE7dXNlcj1hbm5h")]
    public void IsPartlyMasked_MaskedCardInBase64_Stays(string text) => Assert.Equal(text, Masking.Run(text));
}
