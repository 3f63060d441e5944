using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data.Blobs;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Files.Pictures;

public sealed class StorePictureTests
{
    [Fact]
    public async Task T46_RunAsync_PhotographWithNotes_IsStoredWithoutThem()
    {
        await using var desk = await DeskFixture.StartAsync();
        var file = (await StoreAsync(desk, [.. JpegBytes.Picture(400, 300, JpegBytes.Exif), .. "PK zip behind"u8], "снимок.jpg")).Value;
        PictureAssert.HoldsPixelsOnly(await BytesAsync(desk, file), 300, 400);
        Assert.Equal(("снимок.jpg", "image/jpeg", false, 0L), (file.Name, file.ContentType, file.PendingReview, file.Lines));
    }

    [Theory]
    [InlineData("\u202Egnp.<img src=x onerror=alert(1)>.html", "gnp._img src=x onerror=alert(1)_.png")]
    [InlineData("..\\..\\secret.php", "secret.png")]
    [InlineData("карта 4111 1111 1111 1111.png", "карта ____ ____ ____ 1111.png")]
    public async Task T42_RunAsync_DangerousName_IsMadeThatOfItsKind(string name, string expected)
    {
        await using var desk = await DeskFixture.StartAsync();
        Assert.Equal(expected, (await StoreAsync(desk, PngBytes.Picture(), name)).Value.Name);
    }

    [Fact]
    public async Task T46_RunAsync_NotFromTheDialog_IsRefusedAndNothingStays()
    {
        await using var desk = await DeskFixture.StartAsync();
        await AssertRefusedAsync(desk, "PictureNotRedacted", PngBytes.Picture(), redacted: false);
        await AssertRefusedAsync(desk, "PictureNotRedacted", JpegBytes.Picture(), "access.log", redacted: false);
    }

    [Fact]
    public async Task T42_RunAsync_OtherKinds_AreRefused()
    {
        await using var desk = await DeskFixture.StartAsync();
        await AssertRefusedAsync(desk, "PictureBroken", "GIF89a\x01\0\x01\0\0\0\0<script>alert(1)</script>"u8.ToArray(), "a.gif");
        await AssertRefusedAsync(desk, "PictureKind", "<svg onload='alert(1)'/>"u8.ToArray(), "a.svg");
        await AssertRefusedAsync(desk, "PictureKind", [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[100]], "IMG_1.heic");
        await AssertRefusedAsync(desk, "PictureKind", "text that calls itself a picture"u8.ToArray(), "a.png", type: "image/png");
        await AssertRefusedAsync(desk, "PictureBroken", PngBytes.Picture()[..45]);
        await AssertRefusedAsync(desk, "FilePdf", [.. "%PDF-1.7\n"u8, 0, 1, 2, 3, .. new byte[300]], "a.pdf");
    }

    [Fact]
    public async Task RunAsync_TooLargeOrTooManyPixels_IsRefusedWithTheLimit()
    {
        await using var desk = await DeskFixture.StartAsync();
        var pixels = await AssertRefusedAsync(desk, "PictureTooManyPixels", JpegBytes.Claiming(10_000, 10_000));
        var bytes = await AssertRefusedAsync(desk, "PictureTooLarge", PngBytes.Picture(4, 3, PngBytes.Chunk("tEXt", new byte[21 << 20])));
        Assert.Equal((40, 20), (pixels.Args[0], bytes.Args[0]));
    }

    [Fact]
    public async Task T90_RunAsync_PictureOfAEmail_WaitsWithoutItsNotes()
    {
        await using var desk = await DeskFixture.StartAsync();
        var file = (await StoreAsync(desk, JpegBytes.Picture(400, 300, JpegBytes.Exif), "IMG_1.JPG", redacted: false, email: true)).Value;
        Assert.True(file.PendingReview);
        PictureAssert.HoldsPixelsOnly(await BytesAsync(desk, file), 300, 400);
    }

    [Fact]
    public async Task T90_RunAsync_WebPOfAEmail_WaitsAsAPngWithANameOfItsKind()
    {
        await using var desk = await DeskFixture.StartAsync();
        var webp = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "tests/SupportDesk.Tests/Features/Files/Pictures/Samples/moving.webp"));
        var file = (await StoreAsync(desk, webp, "чек.webp", redacted: false, email: true)).Value;
        Assert.Equal(("чек.png", "image/png", true), (file.Name, file.ContentType, file.PendingReview));
        PictureAssert.HoldsPixelsOnly(await BytesAsync(desk, file));
    }

    [Theory]
    [InlineData("GIF89a\u0001\u0000")]
    [InlineData("\u0089PNG\u000D\u000A\u001A\u000Abroken")]
    public async Task T90_RunAsync_PictureOfAEmailThatCannotBeRead_WaitsAsItCame(string latin1)
    {
        await using var desk = await DeskFixture.StartAsync();
        var file = (await StoreAsync(desk, Encoding.Latin1.GetBytes(latin1), "чек.png", redacted: false, email: true)).Value;
        Assert.True(file.PendingReview);
        Assert.StartsWith("image/", file.ContentType, StringComparison.Ordinal);
        Assert.Equal(Encoding.Latin1.GetBytes(latin1), await BytesAsync(desk, file));
    }

    private static Task<Result<Attachment>> StoreAsync(
        DeskFixture desk,
        byte[] file,
        string name = "снимок.png",
        string? type = null,
        bool redacted = true,
        bool email = false
    ) =>
        desk.UseAsync<StoreMaskedFile, Result<Attachment>>(u =>
            u.RunAsync(new(new MemoryStream(file), name, type, email ? null : desk.Merchant.UserId, AllowBinary: email, Redacted: redacted), default)
        );

    private static async Task<Problem> AssertRefusedAsync(
        DeskFixture desk,
        string code,
        byte[] file,
        string name = "снимок.png",
        string? type = null,
        bool redacted = true
    )
    {
        var problem = (await StoreAsync(desk, file, name, type, redacted)).Problems[0];
        Assert.Equal(code, problem.Code);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(desk.Folder, "data", "blobs"), "*", SearchOption.AllDirectories));
        Assert.Equal(0, await desk.ReadAsync(db => db.Attachments.CountAsync()));
        return problem;
    }

    private static async Task<byte[]> BytesAsync(DeskFixture desk, Attachment file)
    {
        await using var stored = desk.Services.GetRequiredService<BlobStore>().OpenRead(file.BlobKey);
        using var bytes = new MemoryStream();
        await stored.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
