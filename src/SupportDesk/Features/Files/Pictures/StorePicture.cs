using SupportDesk.Data.Blobs;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Files.Pictures;

/// <summary>
/// Stores a picture without anything but its pixels. Nobody can find a card number in pixels here: an upload must come
/// from the dialog in which a person blacked out what is secret, and a picture of an e-mail waits for somebody to look.
/// </summary>
public sealed class StorePicture(BlobStore blobs, PictureReencoder reencoder) : IUseCase
{
    private const string Field = "File";

    /// <param name="ContentType">The kind that was found.</param>
    internal sealed record Stored(StoredBlob Blob, string Name, string ContentType);

    internal async Task<Result<Stored>> RunAsync(Stream content, PictureKind kind, StoreMaskedFile.Input input, CancellationToken ct)
    {
        if (!input.AllowBinary)
        {
            if (kind == PictureKind.Other)
                return new Problem("PictureKind", Field);
            if (!input.Redacted)
                return new Problem("PictureNotRedacted", Field);
        }

        using var whole = new MemoryStream();
        if (!await FitsAsync(content, whole, input.AllowBinary ? long.MaxValue : PictureLimits.MaxBytes, ct))
            return new Problem("PictureTooLarge", Field, (int)(PictureLimits.MaxBytes >> 20));
        var clean = await reencoder.RunAsync(new ArraySegment<byte>(whole.GetBuffer(), 0, (int)whole.Length), ct);
        if (clean.Fault == PictureFault.None)
        {
            using var pixels = new MemoryStream(clean.Bytes, writable: false);
            return new Stored(await blobs.WriteAsync(pixels, ct), NameOf(input.Name, clean.Kind), TypeOf(clean.Kind));
        }

        if (!input.AllowBinary)
            return Say(clean.Fault);
        // An e-mail is kept whole, also what is broken in it; whoever checks the file sees what it is.
        whole.Position = 0;
        return new Stored(await blobs.WriteAsync(whole, ct), input.Name, TypeOf(kind));
    }

    internal static Problem Say(PictureFault fault) => fault switch
    {
        PictureFault.TooManyPixels => new Problem("PictureTooManyPixels", Field, (int)(PictureLimits.MaxPixels / 1_000_000)),
        PictureFault.WrongKind => new Problem("PictureKind", Field),
        _ => new Problem("PictureBroken", Field),
    };

    internal static string TypeOf(PictureKind kind) => kind switch
    {
        PictureKind.Png => "image/png",
        PictureKind.Jpeg => "image/jpeg",
        PictureKind.WebP => "image/webp",
        PictureKind.Gif => "image/gif",
        PictureKind.Bmp => "image/bmp",
        _ => "image/x-unknown",
    };

    internal static string NameOf(string name, PictureKind kind)
    {
        string[] extensions = kind == PictureKind.Png ? [".png"] : [".jpg", ".jpeg"];
        return extensions.Contains(Path.GetExtension(name).ToLowerInvariant()) ? name : Path.GetFileNameWithoutExtension(name) + extensions[0];
    }

    internal static async Task<bool> FitsAsync(Stream content, MemoryStream whole, long limit, CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await content.ReadAsync(buffer, ct)) > 0)
        {
            if (whole.Length + read > limit)
                return false;
            whole.Write(buffer, 0, read);
        }

        return true;
    }
}
