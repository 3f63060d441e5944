namespace SupportDesk.Masking.Tests.Rules;

public sealed class BaseStringRuleTests
{
    [Theory]
    [InlineData("demo:100.00:12345:qwerty123:Shp_item=1", "demo:100.00:12345:[masked:password]:Shp_item=1")]
    [InlineData("100.000000:12345:Pass2word", "100.000000:12345:[masked:password]")]
    [InlineData("md5(\"demo:100:12345:password1\")", "md5(\"demo:100:12345:[masked:password]\")")]
    [InlineData("Строка подписи: demo:100:0:Abc12345", "Строка подписи: demo:100:0:[masked:password]")]
    [InlineData("crc base string demo:10.50::qwerty1", "crc base string demo:10.50::[masked:password]")]
    public void Mask_InItsPlace_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text));

    [Theory]
    [InlineData("10.00:12:30")]
    [InlineData("2026-11-25 10:00:12:345")]
    [InlineData("127.0.0.1:8080:443")]
    [InlineData("demo:100.00:12345")]
    [InlineData("sum 100.00:12345:12345678")]
    [InlineData("00:11:22:33:44:55")]
    public void Mask_OtherText_Stays(string text) => Assert.Equal(text, Masking.Run(text));
}
