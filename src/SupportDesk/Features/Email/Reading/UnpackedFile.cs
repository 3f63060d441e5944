using MimeKit;

namespace SupportDesk.Features.Email.Reading;

/// <summary>Makes a part of a file that lay inside another one.</summary>
internal static class UnpackedFile
{
    private const int LongestName = 1000;

    public static MimePart Of(string? name, string? mediaType, ArraySegment<byte> bytes)
    {
        name = name is null ? "" : HeaderText.Clean(name.Length > LongestName ? name[..LongestName] : name);
        if (mediaType is null || !ContentType.TryParse(mediaType, out var type))
            type = ContentType.Parse(MimeTypes.GetMimeType(name));
        // Bytes of an unpacked file are bytes: as a text they would be shown as part of the e-mail.
        var part = new MimePart(type.MediaType, type.MediaSubtype)
        {
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
            Content = new MimeContent(PartBytes.Stream(bytes)),
        };
        if (name.Length > 0)
            part.FileName = name;
        return part;
    }
}
