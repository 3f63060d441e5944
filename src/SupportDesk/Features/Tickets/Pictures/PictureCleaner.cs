namespace SupportDesk.Features.Tickets.Pictures;

/// <summary>Turns the bytes of a picture into a file that holds its pixels and nothing else, or says why not.</summary>
internal static class PictureCleaner
{
    /// <param name="keepTurn">Keeps the note on which side of a photograph is up. What left the dialog stands upright already.</param>
    public static PictureFault Clean(ReadOnlyMemory<byte> file, out byte[] clean, bool keepTurn = false)
    {
        using var output = new MemoryStream(file.Length);
        var fault = PictureSniffer.Sniff(file.Span) switch
        {
            PictureKind.Png => PngCleaner.Clean(file, output),
            PictureKind.Jpeg => JpegCleaner.Clean(file, output, keepTurn),
            _ => PictureFault.WrongKind,
        };
        clean = fault == PictureFault.None ? output.ToArray() : [];
        return fault;
    }
}
