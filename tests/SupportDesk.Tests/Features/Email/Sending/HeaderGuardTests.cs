using SupportDesk.Features.Email.Sending;

namespace SupportDesk.Tests.Features.Email.Sending;

public sealed class HeaderGuardTests
{
    [Theory]
    [InlineData("<a@x.example>", "a@x.example")]
    [InlineData(" a@x.example ", "a@x.example")]
    [InlineData("12345", "12345")]
    [InlineData("CAF=_b.c$d+e@mail.x.example", "CAF=_b.c$d+e@mail.x.example")]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("<>", null)]
    [InlineData("a@x\r\nBcc: eve@evil.example", null)]
    [InlineData("a@x\rBcc:eve@evil.example", null)]
    [InlineData("a@x> <b@y", null)]
    [InlineData("a b@x", null)]
    [InlineData("a\0@x", null)]
    [InlineData("тема@x.example", null)]
    public void T33_Id_OnlyWhatCanBeWrittenAsItIs(string? id, string? written) => Assert.Equal(written, HeaderGuard.Id(id));

    [Fact]
    public void Id_LongerThanALine_IsLeftOut() => Assert.Null(HeaderGuard.Id(new string('a', 901)));

    [Theory]
    [InlineData("sd.abc@desk.example", "sd.abc@desk.example")]
    [InlineData("sd.abc@пример.рф", "sd.abc@xn--e1afmkfd.xn--p1ai")]
    public void OwnId_AnyDomain_IsAscii(string id, string written) => Assert.Equal(written, HeaderGuard.OwnId(id));

    [Theory]
    [InlineData("text/plain; charset=utf-8", "text/plain; charset=utf-8")]
    [InlineData("text/plain; charset=utf-8; name=\"x\r\nBcc: eve@evil.example\"", "text/plain; charset=utf-8")]
    [InlineData("text/plain; charset==?utf-8?B?DQpCY2M6IGV2aWxAZXZpbC5leGFtcGxl?=", "text/plain")]
    [InlineData("image/png", "image/png")]
    [InlineData("application/x\r\nBcc: eve@evil.example", "application/octet-stream")]
    [InlineData("application/x y", "application/octet-stream")]
    [InlineData("\r\nBcc: eve@evil.example", "application/octet-stream")]
    [InlineData("multipart/mixed; boundary=x", "application/octet-stream")]
    [InlineData("message/rfc822", "application/octet-stream")]
    [InlineData("", "application/octet-stream")]
    public void T33_MediaType_OnlyTokensRemain(string declared, string written) =>
        Assert.Equal("Content-Type: " + written, HeaderGuard.MediaType(declared).ToString().Replace("\"", "", StringComparison.Ordinal));

    [Fact]
    public void T33_Line_EveryKindOfLineEnd_BecomesABlank() => Assert.Equal("a b c d e f", HeaderGuard.Line("a\rb\nc\u2028d\u0085e\0f"));

    [Fact]
    public void T33_Line_EncodedWord_StaysText() => Assert.Equal("= ?utf-8?B?DQo= ?= [SD-1-k7f3]", HeaderGuard.Line("=?utf-8?B?DQo=?= [SD-1-k7f3]"));
}
