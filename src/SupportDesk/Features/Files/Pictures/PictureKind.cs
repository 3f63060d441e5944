namespace SupportDesk.Features.Files.Pictures;

/// <summary>
/// What a file is by its first bytes. <see cref="Other"/> is a picture that the desk cannot read: HEIC, AVIF, JPEG XL, TIFF, icons,
/// drawings in XML.
/// </summary>
internal enum PictureKind { None, Png, Jpeg, WebP, Gif, Bmp, Other }
