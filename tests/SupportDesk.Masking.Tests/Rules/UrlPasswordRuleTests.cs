namespace SupportDesk.Masking.Tests.Rules;

public sealed class UrlPasswordRuleTests
{
    [Theory]
    [InlineData("mysql://shop:s3cr3t@db/shop", "mysql://shop:[masked:password]@db/shop")]
    [InlineData("DSN=redis://:s3cr3t@127.0.0.1:6379", "DSN=redis://:[masked:password]@127.0.0.1:6379")]
    [InlineData("curl -u demo:Secret1 https://x", "curl -u demo:[masked:password] https://x")]
    [InlineData("curl https://x --user 'demo:Secret1'", "curl https://x --user 'demo:[masked:password]'")]
    public void Mask_InItsPlace_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text));

    [Theory]
    [InlineData("https://shop.example:8080/@me")]
    [InlineData("mysql://shop@db/shop")]
    [InlineData("mysql://shop:${PASSWORD}@db")]
    [InlineData("docker run -u 1000:1000 image")]
    [InlineData("http://a/b:c@d")]
    public void Mask_OtherText_Stays(string text) => Assert.Equal(text, Masking.Run(text));
}
