using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Data.Blobs;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets.Pictures;
using SupportDesk.Kernel;
using SupportDesk.Masking;

namespace SupportDesk.Features.Tickets;

/// <param name="Bytes">Read so far.</param>
/// <param name="Hidden">Places hidden so far.</param>
public sealed record MaskProgress(long Bytes, long Hidden);

/// <summary>
/// Stores a file and hides its secrets on the way: unmasked bytes exist only in the moving buffers, and a file that was
/// cut off or refused leaves nothing behind.
/// </summary>
public sealed class StoreMaskedFile(
    IDbContextFactory<DeskDbContext> contexts, BlobStore blobs, IOptions<UploadOptions> options, StorePicture pictures, TimeProvider clock)
{
    private const string Field = "File";
    private const string Unknown = "application/octet-stream";
    private const int ProgressStep = 256 * 1024;
    private const int ReportedPlaces = 2_000;

    /// <param name="AllowBinary">Keeps what is no text as it came, marked as unchecked; for files of letters only.</param>
    /// <param name="Redacted">A picture from the dialog in which a person blacks out what is secret; others are refused.</param>
    /// <param name="MaxBytes">A limit below that of the settings, for doors that let in less.</param>
    public sealed record Input(
        Stream Content, string Name, string? ContentType, Guid? UploadedBy, Guid? DraftId = null, Guid? TicketId = null,
        bool AllowBinary = false, IProgress<MaskProgress>? Progress = null, long MaxBytes = long.MaxValue, bool Redacted = false);

    public async Task<Result<Attachment>> RunAsync(Input input, CancellationToken ct)
    {
        if (input.DraftId is { } draft && !await OwnsAsync(draft, input.UploadedBy, ct))
            return Problem.NotFound;
        using var upload = new UploadStream(input.Content, Limit(input));
        var stored = await StoreAsync(upload, input, ct);
        if (!stored.Ok)
            return stored;
        try
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            db.Attachments.Add(stored.Value);
            await db.SaveChangesAsync(ct);
            return stored;
        }
        catch
        {
            blobs.Delete(stored.Value.BlobKey);
            throw;
        }
    }

    private long Limit(Input input) => Math.Min(options.Value.MaxBytes, input.MaxBytes);

    private async Task<Result<Attachment>> StoreAsync(UploadStream upload, Input input, CancellationToken ct)
    {
        try
        {
            var head = await upload.PeekAsync(ct);
            if (head.IsEmpty)
                return new Problem("FileEmpty", Field);
            if (KindOf(head.Span, input) is not PictureKind.None and var kind)
                return await StorePictureAsync(upload, kind, input, ct);
            if (TextSniffer.Sniff(head.Span).CanMask)
                return await StoreTextAsync(upload, input, ct);
            return input.AllowBinary
                ? NewFile(input, await blobs.WriteAsync(upload, ct), lines: 0, report: null)
                : new Problem("FileNotText", Field);
        }
        catch (UploadStream.TooLargeException)
        {
            return new Problem("FileTooLarge", Field, Limit(input));
        }
        catch (UploadStream.CutOffException)
        {
            return new Problem("FileCutOff", Field);
        }
    }

    // A drawing in XML that came by letter is text like any other.
    private static PictureKind KindOf(ReadOnlySpan<byte> head, Input input) =>
        input.AllowBinary ? PictureSniffer.Sniff(head) : PictureSniffer.Sniff(head, input.Name, input.ContentType);

    private async Task<Result<Attachment>> StorePictureAsync(UploadStream upload, PictureKind kind, Input input, CancellationToken ct)
    {
        var stored = await pictures.RunAsync(upload, kind, input, ct);
        return stored.Ok
            ? NewFile(input with { Name = stored.Value.Name, ContentType = stored.Value.ContentType }, stored.Value.Blob, lines: 0, report: null)
            : stored.Problems[0];
    }

    private async Task<Attachment> StoreTextAsync(UploadStream upload, Input input, CancellationToken ct)
    {
        var masker = new Masker(new MaskingOptions { MaxFindings = ReportedPlaces });
        long told = 0;
        upload.Advanced = () =>
        {
            if (input.Progress is not { } progress || upload.Bytes - told < ProgressStep)
                return;
            told = upload.Bytes;
            progress.Report(new MaskProgress(upload.Bytes, masker.Report.Total));
        };
        await using var masked = new MaskingStream(upload, masker, leaveOpen: true);
        var blob = await blobs.WriteAsync(masked, ct);
        input.Progress?.Report(new MaskProgress(upload.Bytes, masker.Report.Total));
        return NewFile(input, blob, upload.Lines, masker.Report);
    }

    private Attachment NewFile(Input input, StoredBlob blob, long lines, MaskReport? report) => new()
    {
        Id = Ids.New(clock),
        TicketId = input.TicketId,
        DraftId = input.DraftId,
        UploadedBy = input.UploadedBy,
        Name = FileNames.Clean(SafeText.Line(input.Name).Text),
        ContentType = MediaTypeHeaderValue.TryParse(input.ContentType, out var type) && type.MediaType is { Length: < 100 } media ? media : Unknown,
        BlobKey = blob.Key,
        Size = blob.Size,
        Sha256 = blob.Sha256,
        Lines = lines,
        HiddenCount = report?.Total ?? 0,
        MaskReport = report is null ? null : HiddenPlace.ToJson(report),
        Unchecked = report is null && !input.Redacted,
        CreatedAt = clock.GetUtcNow(),
    };

    private async Task<bool> OwnsAsync(Guid draft, Guid? person, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return person is not null && await db.Drafts.AnyAsync(d => d.Id == draft && d.OwnerId == person, ct);
    }
}
