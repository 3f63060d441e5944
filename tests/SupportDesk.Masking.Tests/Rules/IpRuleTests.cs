namespace SupportDesk.Masking.Tests.Rules;

public sealed class IpRuleTests
{
    [Theory]
    [InlineData("192.168.1.10 - - [25/Nov/2026]", "[masked:ip] - - [25/Nov/2026]")]
    [InlineData("2001:db8::1 и fe80::1ff:fe23:4567:890a", "[masked:ip] и [masked:ip]")]
    [InlineData("[::1]:8080", "[[masked:ip]]:8080")]
    [InlineData("2001:db8:0:0:0:0:2:1", "[masked:ip]")]
    [InlineData("X-Real-IP:10.0.0.1;", "X-Real-IP:[masked:ip];")]
    public void Mask_InItsPlace_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text, PersonalData.Ip));

    [Theory]
    [InlineData("version 1.2.3")]
    [InlineData("1.2.3.4.5")]
    [InlineData("10:20:30 времени")]
    [InlineData("300.1.1.1")]
    [InlineData("00:1a:2b:3c:4d:5e")]
    [InlineData("std::string a::b")]
    [InlineData("8::************")]
    [InlineData("::1***@l.ap")]
    [InlineData("1.2.3.04")]
    public void Mask_OtherText_Stays(string text) => Assert.Equal(text, Masking.Run(text, PersonalData.Ip));
}
