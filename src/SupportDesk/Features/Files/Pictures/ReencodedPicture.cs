namespace SupportDesk.Features.Files.Pictures;

/// <summary>A new file of the pixels of a picture, or why there is none.</summary>
/// <param name="Kind">Of the new file: PNG or JPEG.</param>
internal sealed record ReencodedPicture(PictureFault Fault, PictureKind Kind, byte[] Bytes)
{
    public static ReencodedPicture Refused(PictureFault fault) => new(fault, PictureKind.None, []);
}
