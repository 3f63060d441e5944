using SupportDesk.Features.Files.Pictures;

namespace SupportDesk.Tests.Features.Files.Pictures;

public sealed class PictureSnifferTests
{
    [Theory]
    [InlineData("GIF89a\u0001\u0000\u0001\u0000", nameof(PictureKind.Gif))]
    [InlineData("RIFF\u0010\u0000\u0000\u0000WEBPVP8 ", nameof(PictureKind.WebP))]
    [InlineData("BM\u0010\u0000\u0000\u0000\u0000\u0000\u0000\u0000", nameof(PictureKind.Bmp))]
    [InlineData("II*\u0000\u0008", nameof(PictureKind.Other))]
    [InlineData("MM\u0000*\u0000", nameof(PictureKind.Other))]
    [InlineData("\u0000\u0000\u0000\u0018ftypheic", nameof(PictureKind.Other))]
    [InlineData("\u0000\u0000\u0000\u001Cftypavif", nameof(PictureKind.Other))]
    [InlineData("8BPS\u0000\u0001", nameof(PictureKind.Other))]
    public void Sniff_OtherPictures_AreKnownWhateverTheirName(string head, string kind) =>
        Assert.Equal(Enum.Parse<PictureKind>(kind), PictureSniffer.Sniff(PngBytes.Text(head), "log.txt", "text/plain"));

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
    public void Sniff_Text_IsNoPicture(string head) =>
        Assert.Equal(PictureKind.None, PictureSniffer.Sniff(System.Text.Encoding.UTF8.GetBytes(head), "access.log", "text/plain"));
}
