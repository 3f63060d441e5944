namespace SupportDesk.Features.Files.Pictures;

/// <summary>
/// Decodes a picture and encodes its pixels anew, so that nothing else of the file remains: notes of a camera, previews, further
/// pictures, text, a second file behind the first or inside it (T-46). One at a time for each two cores: the largest takes 160 MB of
/// pixels, as much again while it is turned, and a core for seconds.
/// </summary>
public sealed class PictureReencoder : IDisposable
{
    private readonly SemaphoreSlim gate = new(Math.Clamp(Environment.ProcessorCount / 2, 1, 4));

    /// <summary>How long reading one picture may take; the largest takes about a second.</summary>
    internal TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <param name="file">The whole of it, in memory: what is not clean yet does not touch the disk.</param>
    internal async Task<ReencodedPicture> RunAsync(ArraySegment<byte> file, CancellationToken ct)
    {
        var kind = PictureSniffer.Sniff(file);
        await gate.WaitAsync(ct);
        try
        {
            // Away from the thread that waits: it may be the one that serves a page.
            return await Task.Run(() => Reencode(file, kind, ct), CancellationToken.None);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private ReencodedPicture Reencode(ArraySegment<byte> file, PictureKind kind, CancellationToken ct)
    {
        using var pixels = PictureDecoder.Decode(file, kind, Timeout, out var fault, ct);
        ct.ThrowIfCancellationRequested();
        return pixels is null ? ReencodedPicture.Refused(fault) : PictureEncoder.Encode(pixels, kind);
    }
}
