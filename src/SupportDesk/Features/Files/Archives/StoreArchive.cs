using System.IO.Pipelines;
using Microsoft.Extensions.Options;
using SupportDesk.Data.Blobs;
using SupportDesk.Kernel;
using SupportDesk.Masking;

namespace SupportDesk.Features.Files.Archives;

/// <summary>
/// Stores a gzip or zip file with the texts inside it masked. What cannot be looked into as a whole is refused as a whole.
/// </summary>
public sealed class StoreArchive(BlobStore blobs, IOptions<UploadOptions> options) : IUseCase
{
    /// <param name="Lines">Of the text in a gzip file; 0 for a zip, which has many.</param>
    internal sealed record Stored(StoredBlob Blob, ArchiveResult Result, string ContentType, long Lines);

    internal static bool CanMask(ReadOnlySpan<byte> head) => ArchiveMasker.CanMask(head);

    internal async Task<Result<Stored>> RunAsync(Stream upload, bool isGzip, CancellationToken ct)
    {
        var limits = options.Value.Archives;
        var masker = new ArchiveMasker(new MaskingOptions { MaxFindings = StoreMaskedFile.ReportedPlaces }, new ArchiveLimits
        {
            MaxEntries = limits.MaxEntries,
            MaxDepth = limits.MaxDepth,
            MaxRatio = limits.MaxRatio,
            MaxUnpackedBytes = limits.MaxUnpackedBytes,
            MaxEntryBytes = limits.MaxUnpackedBytes,
            MaxBufferedBytes = limits.MaxZipBytes,
        });
        var pipe = new Pipe();
        var writing = WriteAsync(pipe.Reader, ct);
        ArchiveResult result;
        try
        {
            result = await masker.MaskAsync(upload, pipe.Writer.AsStream(leaveOpen: true), ct);
        }
        catch (Exception error)
        {
            await EndAsync(pipe.Writer, writing, error);
            throw;
        }

        if (result.Fault is { } fault)
        {
            await EndAsync(pipe.Writer, writing, new RefusedException());
            return ArchiveProblems.Of(fault, limits);
        }

        await pipe.Writer.CompleteAsync();
        var blob = await writing;
        return new Stored(blob, result, isGzip ? ArchiveTypes.Gzip : ArchiveTypes.Zip, await CountLinesAsync(blob, result, isGzip, ct));
    }

    private async Task<StoredBlob> WriteAsync(PipeReader packed, CancellationToken ct)
    {
        try
        {
            await using var content = packed.AsStream(leaveOpen: true);
            var blob = await blobs.WriteAsync(content, ct);
            await packed.CompleteAsync();
            return blob;
        }
        catch (Exception error)
        {
            // The masker must not wait for a reader that is gone.
            await packed.CompleteAsync(error);
            throw;
        }
    }

    // The store throws away what it has of a file whose stream fails.
    private static async Task EndAsync(PipeWriter writer, Task writing, Exception error)
    {
        await writer.CompleteAsync(error);
        await writing.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task<long> CountLinesAsync(StoredBlob blob, ArchiveResult result, bool isGzip, CancellationToken ct)
    {
        // A gzip file around a zip has names inside.
        if (!isGzip || result.Entries is not [{ Name: "" }])
            return 0;
        try
        {
            await using var text = StoredText.Unpack(() => blobs.OpenRead(blob.Key));
            using var lines = new UploadStream(text, long.MaxValue);
            await lines.CopyToAsync(Stream.Null, ct);
            return lines.Lines;
        }
        catch
        {
            blobs.Delete(blob.Key);
            throw;
        }
    }

    private sealed class RefusedException : Exception;
}
