using SupportDesk.Features.Tickets.Pictures;

namespace SupportDesk.Tests.Features.Tickets.Pictures;

public sealed class PictureSnifferTests
{
    [Theory]
    [InlineData("GIF89a\u0001\u0000\u0001\u0000")]
    [InlineData("RIFF\u0010\u0000\u0000\u0000WEBPVP8 ")]
    [InlineData("BM\u0010\u0000\u0000\u0000\u0000\u0000\u0000\u0000")]
    [InlineData("II*\u0000\u0008")]
    [InlineData("MM\u0000*\u0000")]
    [InlineData("\u0000\u0000\u0000\u0018ftypheic")]
    [InlineData("\u0000\u0000\u0000\u001Cftypavif")]
    [InlineData("8BPS\u0000\u0001")]
    public void Sniff_OtherPictures_AreKnownWhateverTheirName(string head) =>
        Assert.Equal(PictureKind.Other, PictureSniffer.Sniff(PngBytes.Text(head), "log.txt", "text/plain"));

    [Theory]
    [InlineData("a.svg", null, "<html>")]
    [InlineData("a.txt", "image/svg+xml", "<x>")]
    [InlineData("a.txt", "text/plain", "\u00EF\u00BB\u00BF \n<svg xmlns='http://www.w3.org/2000/svg'>")]
    public void T42_Sniff_DrawingInXml_IsAPictureThatIsNotTaken(string name, string? type, string head) =>
        Assert.Equal(PictureKind.Other, PictureSniffer.Sniff(PngBytes.Text(head), name, type));

    [Theory]
    [InlineData("BMW 320, оплата 1490")]
    [InlineData("GIFT card")]
    [InlineData("RIFF raff")]
    [InlineData("2026-11-25 GET /a.png 200")]
    public void Sniff_Text_IsNoPicture(string head) => Assert.Equal(PictureKind.None, PictureSniffer.Sniff(System.Text.Encoding.UTF8.GetBytes(head), "access.log", "text/plain"));
}
