using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Data.Blobs;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Intake.Drafts;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Masking;

namespace SupportDesk.Features.Intake.Showing;

/// <summary>
/// Shows places of a file that were taken for secrets, or hides them again, until its draft is sent. The desk has no
/// unmasked text: the person sends the same file once more, it is masked anew, and takes the place of the old one.
/// </summary>
public sealed class ShowPlaces(
    IDbContextFactory<DeskDbContext> contexts, BlobStore blobs, IOptions<UploadOptions> options, TimeProvider clock)
{
    private const string Field = "File";

    /// <param name="Progress">Is called with the file's name once it is clear that the person may change it.</param>
    public sealed record Input(Guid DraftId, Guid FileId, PlaceChange Change, Stream Content, Func<string, IProgress<MaskProgress>>? Progress = null);

    public async Task<Result<Done>> RunAsync(Input input, Actor actor, CancellationToken ct)
    {
        var found = await FindAsync(input, actor, ct);
        if (!found.Ok)
            return found.Problems[0];
        var file = found.Value;
        var shown = ShownPlace.FromJson(file.Shown);
        var plan = new ShownPlan(HiddenPlace.FromJson(file.MaskReport), shown).Apply(input.Change, actor, clock.GetUtcNow());
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

        return replaced ? new Done() : Problem.NotFound;
    }

    private async Task<Result<Attachment>> FindAsync(Input input, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var file = await db.Attachments.AsNoTracking().FirstOrDefaultAsync(f => f.Id == input.FileId && f.UploadedBy == actor.UserId && actor.UserId != null, ct);
        if (file?.TicketId is not null)
            return new Problem("PlacesSent");
        var own = file is not null && file.DraftId == input.DraftId && await db.Drafts.OwnedBy(actor).AnyAsync(d => d.Id == input.DraftId, ct);
        return own ? file! : Problem.NotFound;
    }

    private async Task<Result<(StoredBlob Blob, MaskReport Report)>> MaskAgainAsync(
        Input input, Attachment file, IReadOnlyList<ShownPlace> shown, CancellationToken ct)
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
            await using var witness = new AllHiddenWitness(upload);
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
    }

    // Two places that overlap can get in each other's way; then it is better to show neither than to say what is not so.
    private static bool Hides(MaskReport report, IReadOnlyList<ShownPlace> shown) =>
        report.Findings.Select(found => new Release(found.Kind, found.Offset, found.Length)).Intersect(shown.Select(place => place.ToRelease())).Any();

    private async Task<bool> ReplaceAsync(
        Attachment old, StoredBlob blob, MaskReport report, IReadOnlyList<ShownPlace> before, IReadOnlyList<ShownPlace> after, Actor actor, CancellationToken ct)
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
        file.HiddenKinds = HiddenPlace.KindsToJson(report.Counts);
        file.MaskReport = HiddenPlace.ToJson(report);
        file.Shown = ShownPlace.ToJson(after);
        file.AllHiddenSha256 = after.Count == 0 ? null : old.AllHiddenSha256 ?? old.Sha256;
        db.Audit.AddRange(after.Except(before).Select(place => Record("file.place.show", file, place, actor, place.Reason)));
        db.Audit.AddRange(before.Except(after).Select(place => Record("file.place.hide", file, place, actor, null)));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private AuditRecord Record(string action, Attachment file, ShownPlace place, Actor actor, string? reason) => new()
    {
        Id = Ids.New(clock),
        At = clock.GetUtcNow(),
        ActorId = actor.UserId,
        ActorName = actor.Name,
        Action = action,
        Subject = file.Id.ToString(),
        Detail = string.Create(CultureInfo.InvariantCulture, $"{place.Kind}, line {place.Line}, offset {place.Offset}") + (reason is null ? "" : ": " + reason),
    };
}
