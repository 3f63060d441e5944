namespace SupportDesk.Masking.Tests.Rules;

public sealed class KeyRuleTests
{
    [Theory]
    [InlineData(
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nabcd+/==\n-----END RSA PRIVATE KEY-----\nnext",
        "-----BEGIN RSA PRIVATE KEY-----\n[masked:key]\n-----END RSA PRIVATE KEY-----\nnext"
    )]
    [InlineData(
        "-----BEGIN PRIVATE KEY-----\r\nMIIEow==\r\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\r\n[masked:key]\r\n-----END PRIVATE KEY-----"
    )]
    [InlineData(
        "\"-----BEGIN PRIVATE KEY-----\\nMIIEabc\\nxyz==\\n-----END PRIVATE KEY-----\\n\",",
        "\"-----BEGIN PRIVATE KEY-----\\n[masked:key]\\n-----END PRIVATE KEY-----\\n\","
    )]
    [InlineData(
        "-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: 1\n\nlQOYBF\n-----END PGP PRIVATE KEY BLOCK-----",
        "-----BEGIN PGP PRIVATE KEY BLOCK-----\n[masked:key]\n-----END PGP PRIVATE KEY BLOCK-----"
    )]
    public void Mask_InItsPlace_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text));

    [Theory]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIEow==\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMIIEow==\n-----END PUBLIC KEY-----")]
    public void Mask_OtherText_Stays(string text) => Assert.Equal(text, Masking.Run(text));

    [Fact]
    public void Mask_NoEnd_HidesTheKeyAndNotWhatFollows() =>
        Assert.Equal(
            "-----BEGIN PRIVATE KEY-----\n[masked:key]\n[25.11.2026] order",
            Masking.Run("-----BEGIN PRIVATE KEY-----\nMIIE\nabcd\n[25.11.2026] order")
        );
}
