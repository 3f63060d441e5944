using System.Text;

namespace SupportDesk.Masking.Tests;

public sealed class TextSnifferTests
{
    [Theory]
    [InlineData("utf-8")]
    [InlineData("windows-1251")]
    [InlineData("koi8-r")]
    public void Sniff_TextOf8Bits_CanBeMasked(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var result = TextSniffer.Sniff(Encoding.GetEncoding(name).GetBytes("[21-Nov-2026] \u001b[31mОшибка\u001b[0m: подпись не сошлась\r\n"));
        Assert.Equal((TextKind.EightBit, true), (result.Kind, result.CanMask));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Sniff_Utf16_CanBeMasked(bool big, bool mark)
    {
        var encoding = new UnicodeEncoding(big, mark);
        var result = TextSniffer.Sniff([.. encoding.Preamble, .. encoding.GetBytes("Ошибка 29: bad sign\r\n")]);
        Assert.Equal((TextKind.Utf16, true), (result.Kind, result.CanMask));
    }

    [Fact]
    public void Sniff_NoBytes_IsEmpty() => Assert.Equal(TextKind.Empty, TextSniffer.Sniff([]).Kind);

    [Theory]
    [InlineData("89504E470D0A1A0A0000000D49484452", TextKind.Image)]
    [InlineData("FFD8FFE000104A464946", TextKind.Image)]
    [InlineData("474946383961", TextKind.Image)]
    [InlineData("524946460000000057454250", TextKind.Image)]
    [InlineData("0000001C66747970686569636D696631", TextKind.Image)]
    [InlineData("255044462D312E370A", TextKind.Pdf)]
    [InlineData("504B030414000600", TextKind.Archive)]
    [InlineData("1F8B0800000000000003", TextKind.Archive)]
    [InlineData("377ABCAF271C", TextKind.Archive)]
    [InlineData("FFFE0000410000004200", TextKind.Utf32)]
    [InlineData("7F454C4602010100", TextKind.Binary)]
    [InlineData("416263004465", TextKind.Binary)]
    [InlineData("0102030405414243", TextKind.Binary)]
    public void Sniff_OtherThanText_IsRefusedWithItsKind(string hex, TextKind kind)
    {
        var result = TextSniffer.Sniff(Convert.FromHexString(hex));
        Assert.Equal((kind, false), (result.Kind, result.CanMask));
    }
}
