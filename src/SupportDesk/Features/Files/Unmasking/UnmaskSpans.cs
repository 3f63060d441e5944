using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Blobs;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;
using SupportDesk.Masking;

namespace SupportDesk.Features.Files.Unmasking;

/// <summary>
/// Shows places of a file that were taken for secrets, or hides them again, until its draft is sent. The desk has no
/// unmasked text: the person sends the same file once more, it is masked anew, and takes the place of the old one.
/// </summary>
public sealed class UnmaskSpans(
    IDbContextFactory<DeskDbContext> contexts, BlobStore blobs, IOptions<UploadOptions> options, TimeProvider clock, ILogger<UnmaskSpans> log) : IUseCase
{
    private const string Field = "File";

    /// <param name="Progress">Is called with the file's name once it is clear that the person may change it.</param>
    public sealed record Input(Guid DraftId, Guid FileId, SpanChange Change, Stream Content, Func<string, IProgress<MaskProgress>>? Progress = null);

    public async Task<Result<Unit>> RunAsync(Input input, Actor actor, CancellationToken ct)
    {
        var found = await FindAsync(input, actor, ct);
        if (!found.Ok)
            return found.Problems[0];
        var file = found.Value;
        var shown = UnmaskedSpan.FromJson(file.Shown);
        var plan = new UnmaskPlan(MaskedSpan.FromJson(file.MaskReport), shown).Apply(input.Change, actor, clock.GetUtcNow());
        if (!plan.Ok)
            return plan.Problems[0];
        var masked = await MaskAgainAsync(input, file, plan.Value, ct);
        if (!masked.Ok)
            return masked.Problems[0];
        var (blob, report) = masked.Value;
        var replaced = false;
        try
        {
            replaced = await ReplaceAsync(file, blob, report, shown, plan.Value, actor, ct);
        }
        finally
        {
            blobs.Delete(replaced ? file.BlobKey : blob.Key);
        }

        return replaced ? new Unit() : Problem.NotFound;
    }

    private async Task<Result<Attachment>> FindAsync(Input input, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var file = await db.Attachments.AsNoTracking()
            .FirstOrDefaultAsync(f => f.Id == input.FileId && f.UploadedBy == actor.UserId && actor.UserId != null, ct);
        if (file?.TicketId is not null)
            return new Problem("PlacesSent");
        var own = file is not null && file.DraftId == input.DraftId && await db.Drafts.OwnedBy(actor).AnyAsync(d => d.Id == input.DraftId, ct);
        return own ? file! : Problem.NotFound;
    }

    private async Task<Result<(StoredBlob Blob, MaskReport Report)>> MaskAgainAsync(
        Input input, Attachment file, IReadOnlyList<UnmaskedSpan> shown, CancellationToken ct)
    {
        var masker = new Masker(new MaskingOptions
        {
            MaxFindings = StoreMaskedFile.ReportedPlaces,
            Releases = [.. shown.Select(place => place.ToRelease())],
        });
        try
        {
            using var upload = new UploadStream(input.Content, options.Value.MaxBytes);
            var progress = input.Progress?.Invoke(file.Name);
            upload.Advanced = () => progress?.Report(new MaskProgress(upload.Bytes, masker.Report.Total));
            await using var witness = new MaskedContentHash(upload);
            await using var masked = new MaskingStream(witness, masker, leaveOpen: true);
            var blob = await blobs.WriteAsync(masked, ct);
            var problem = witness.Sha256 != (file.AllHiddenSha256 ?? file.Sha256) ? new Problem("FileOther", Field)
                : Hides(masker.Report, shown) ? new Problem("PlaceStays")
                : null;
            if (problem is null)
                return (blob, masker.Report);
            blobs.Delete(blob.Key);
            return problem;
        }
        catch (UploadStream.TooLargeException)
        {
            return new Problem("FileOther", Field);
        }
        catch (UploadStream.CutOffException)
        {
            return new Problem("FileCutOff", Field);
        }
        catch (StorageException error)
        {
            log.LogError(error, "A file could not be stored");
            return new Problem("StorageFailed", Field);
        }
    }

    // Two places that overlap can get in each other's way; then it is better to show neither than to say what is not so.
    private static bool Hides(MaskReport report, IReadOnlyList<UnmaskedSpan> shown) =>
        report.Findings.Select(found => new Release(found.Kind, found.Offset, found.Length)).Intersect(shown.Select(place => place.ToRelease())).Any();

    private async Task<bool> ReplaceAsync(
        Attachment old, StoredBlob blob, MaskReport report, IReadOnlyList<UnmaskedSpan> before, IReadOnlyList<UnmaskedSpan> after,
        Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Sent, thrown away or changed by another tab in the meantime: what is there now stays.
        var file = await db.Attachments.FirstOrDefaultAsync(f => f.Id == old.Id && f.DraftId == old.DraftId && f.BlobKey == old.BlobKey, ct);
        if (file is null || !await db.Drafts.OwnedBy(actor).AnyAsync(d => d.Id == old.DraftId, ct))
            return false;
        file.BlobKey = blob.Key;
        file.Size = blob.Size;
        file.Sha256 = blob.Sha256;
        file.HiddenCount = report.Total;
        file.HiddenKinds = MaskedSpan.KindsToJson(report.Counts);
        file.MaskReport = MaskedSpan.ToJson(report);
        file.Shown = UnmaskedSpan.ToJson(after);
        file.AllHiddenSha256 = after.Count == 0 ? null : old.AllHiddenSha256 ?? old.Sha256;
        foreach (var span in after.Except(before))
            db.AddAudit(actor, clock, "file.place.show", file.Id.ToString(), Describe(span) + ": " + span.Reason);
        foreach (var span in before.Except(after))
            db.AddAudit(actor, clock, "file.place.hide", file.Id.ToString(), Describe(span));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private static string Describe(UnmaskedSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.Kind}, line {span.Line}, offset {span.Offset}");
}
