namespace SupportDesk.Features.Tickets.Pictures;

/// <summary>Turns the bytes of a picture into a file that holds its pixels and nothing else, or says why not.</summary>
internal static class PictureCleaner
{
    public static PictureFault Clean(ReadOnlyMemory<byte> file, out byte[] clean)
    {
        using var output = new MemoryStream(file.Length);
        var fault = PictureSniffer.Sniff(file.Span) switch
        {
            PictureKind.Png => PngCleaner.Clean(file, output),
            PictureKind.Jpeg => JpegCleaner.Clean(file, output),
            _ => PictureFault.WrongKind,
        };
        clean = fault == PictureFault.None ? output.ToArray() : [];
        return fault;
    }
}
