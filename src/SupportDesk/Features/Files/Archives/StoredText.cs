using System.IO.Compression;

namespace SupportDesk.Features.Files.Archives;

/// <summary>Reads a stored text: as it lies there, or out of the gzip files around it, whose size was limited when they came in.</summary>
public static class StoredText
{
    /// <param name="open">Opens the stored bytes from their start; may be called more than once.</param>
    public static Stream Unpack(Func<Stream> open)
    {
        var layers = 0;
        while (IsGzip(open, layers))
            layers++;
        return Layers(open, layers);
    }

    private static bool IsGzip(Func<Stream> open, int layers)
    {
        Span<byte> head = stackalloc byte[2];
        using var text = Layers(open, layers);
        return ArchiveTypes.IsGzip(head[..text.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)]);
    }

    private static Stream Layers(Func<Stream> open, int count)
    {
        var stream = open();
        for (var i = 0; i < count; i++)
            stream = new GZipStream(stream, CompressionMode.Decompress);
        return stream;
    }
}
