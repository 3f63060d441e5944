using System.Globalization;
using SupportDesk.Data.Blobs;
using SupportDesk.Features.Files.Pictures;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Files.Review;

/// <summary>
/// Somebody of the desk has seen a picture of an e-mail: what left the dialog takes its place, and the bytes that came by
/// mail are gone.
/// </summary>
public sealed class ReplacePicture(FileDecision decision, BlobStore blobs, PictureReencoder reencoder, ILogger<ReplacePicture> log) : IUseCase
{
    private const string Field = "File";

    /// <param name="Areas">Areas that were blacked out; 0 if there was nothing to hide.</param>
    public sealed record Input(Guid FileId, int Areas, Stream Content);

    public async Task<Result<Unit>> RunAsync(Input input, Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        using var whole = new MemoryStream();
        if (!await StorePicture.FitsAsync(input.Content, whole, PictureLimits.MaxBytes, ct))
            return new Problem("PictureTooLarge", Field, (int)(PictureLimits.MaxBytes >> 20));
        var clean = await reencoder.RunAsync(new ArraySegment<byte>(whole.GetBuffer(), 0, (int)whole.Length), ct);
        if (clean.Fault != PictureFault.None)
            return StorePicture.Say(clean.Fault);
        using var content = new MemoryStream(clean.Bytes, writable: false);
        StoredBlob blob;
        try
        {
            blob = await blobs.WriteAsync(content, ct);
        }
        catch (StorageException error)
        {
            log.LogError(error, "A picture could not be stored");
            return new Problem("StorageFailed", Field);
        }

        var before = "";
        try
        {
            var decided = await decision.RunAsync(
                input.FileId, input.Areas > 0 ? "file.blackout" : "file.release", "areas=" + input.Areas.ToString(CultureInfo.InvariantCulture), actor,
                (_, rows) =>
                {
                    before = rows[0].BlobKey;
                    foreach (var row in rows)
                    {
                        (row.BlobKey, row.Size, row.Sha256, row.PendingReview) = (blob.Key, blob.Size, blob.Sha256, false);
                        (row.Name, row.ContentType) = (StorePicture.NameOf(row.Name, clean.Kind), StorePicture.TypeOf(clean.Kind));
                    }

                    return Task.FromResult<Problem?>(null);
                },
                ct);
            blobs.Delete(decided.Ok ? before : blob.Key);
            return decided;
        }
        catch
        {
            blobs.Delete(blob.Key);
            throw;
        }
    }
}
