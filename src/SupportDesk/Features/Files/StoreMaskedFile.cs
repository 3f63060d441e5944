using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Data.Blobs;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files.Archives;
using SupportDesk.Features.Files.Pictures;
using SupportDesk.Kernel;
using SupportDesk.Masking;

namespace SupportDesk.Features.Files;

/// <param name="Bytes">Read so far.</param>
/// <param name="Hidden">Places hidden so far.</param>
public sealed record MaskProgress(long Bytes, long Hidden);

/// <summary>
/// Stores a file and hides its secrets on the way: unmasked bytes exist only in the moving buffers, and a file that was
/// cut off or refused leaves nothing behind.
/// </summary>
public sealed class StoreMaskedFile(
    IDbContextFactory<DeskDbContext> contexts,
    BlobStore blobs,
    IOptions<UploadOptions> options,
    StorePicture pictures,
    StoreArchive archives,
    TimeProvider clock,
    ILogger<StoreMaskedFile> log
) : IUseCase
{
    private const string Field = "File";
    private const string Unknown = "application/octet-stream";
    private const int ProgressStep = 256 * 1024;
    internal const int ReportedPlaces = 2_000;

    /// <param name="AllowBinary">Keeps what is no text as it came, marked as unchecked; for files of e-mails only.</param>
    /// <param name="Redacted">A picture from the dialog in which a person blacks out what is secret; others are refused.</param>
    /// <param name="AllowArchive">Looks into gzip and zip files; without it they are no text.</param>
    /// <param name="Shown">For a part of a file that is stored already: what a person chose to show in it.</param>
    /// <param name="Reply">The reply it goes out with; whoever calls has checked that the person may write it.</param>
    /// <param name="MaxBytes">A limit below that of the settings, for doors that let in less.</param>
    public sealed record Input(
        Stream Content, string Name, string? ContentType, Guid? UploadedBy, Guid? DraftId = null, Guid? TicketId = null,
        bool AllowBinary = false, IProgress<MaskProgress>? Progress = null, long MaxBytes = long.MaxValue, bool Redacted = false,
        bool AllowArchive = true, UnmaskedText? Shown = null, ReplyInMaking? Reply = null);

    /// <summary>A reply that its uploader has not sent yet.</summary>
    public sealed record ReplyInMaking(Guid TicketId, Party Party);

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
            if (input.AllowArchive && StoreArchive.CanMask(head.Span))
                return await StoreArchiveAsync(upload, ArchiveTypes.IsGzip(head.Span), input, ct);
            return input.AllowBinary
                ? NewFile(input, await blobs.WriteAsync(upload, ct), lines: 0, hidden: null)
                : ArchiveProblems.OfKind(input.AllowArchive ? TextSniffer.Sniff(head.Span).Kind : TextKind.Binary);
        }
        catch (UploadStream.TooLargeException)
        {
            return new Problem("FileTooLarge", Field, Limit(input));
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

    // A drawing in XML that came by e-mail is text like any other.
    private static PictureKind KindOf(ReadOnlySpan<byte> head, Input input) =>
        input.AllowBinary ? PictureSniffer.Sniff(head) : PictureSniffer.Sniff(head, input.Name, input.ContentType);

    private async Task<Result<Attachment>> StorePictureAsync(UploadStream upload, PictureKind kind, Input input, CancellationToken ct)
    {
        var stored = await pictures.RunAsync(upload, kind, input, ct);
        return stored.Ok
            ? NewFile(input with { Name = stored.Value.Name, ContentType = stored.Value.ContentType }, stored.Value.Blob, lines: 0, hidden: null)
            : stored.Problems[0];
    }

    private async Task<Result<Attachment>> StoreArchiveAsync(UploadStream upload, bool isGzip, Input input, CancellationToken ct)
    {
        TellProgress(upload, input, () => 0);
        var stored = await archives.RunAsync(upload, isGzip, ct);
        return stored.Ok
            ? NewFile(
                input with
                {
                    ContentType = stored.Value.ContentType,
                },
                stored.Value.Blob,
                stored.Value.Lines,
                MaskSummary.Of(stored.Value.Result, upload.Bytes)
            )
            : stored.Problems[0];
    }

    private async Task<Attachment> StoreTextAsync(UploadStream upload, Input input, CancellationToken ct)
    {
        var masker = new Masker(new MaskingOptions { MaxFindings = ReportedPlaces, Releases = input.Shown?.Releases ?? [] });
        TellProgress(upload, input, () => masker.Report.Total);
        await using var masked = new MaskingStream(upload, masker, leaveOpen: true);
        var blob = await blobs.WriteAsync(masked, ct);
        input.Progress?.Report(new MaskProgress(upload.Bytes, masker.Report.Total));
        return NewFile(input, blob, upload.Lines, MaskSummary.Of(masker.Report));
    }

    private static void TellProgress(UploadStream upload, Input input, Func<long> hidden)
    {
        long told = 0;
        upload.Advanced = () =>
        {
            if (input.Progress is not { } progress || upload.Bytes - told < ProgressStep)
                return;
            told = upload.Bytes;
            progress.Report(new MaskProgress(upload.Bytes, hidden()));
        };
    }

    private Attachment NewFile(Input input, StoredBlob blob, long lines, MaskSummary? hidden) => new()
    {
        Id = Ids.New(clock),
        TicketId = input.TicketId,
        DraftId = input.DraftId,
        ReplyTicketId = input.Reply?.TicketId,
        ReplyParty = input.Reply?.Party,
        UploadedBy = input.UploadedBy,
        Name = FileNames.Clean(SanitizedText.Line(input.Name).Text),
        ContentType = MediaTypeHeaderValue.TryParse(input.ContentType, out var type) && type.MediaType is { Length: < 100 } media ? media : Unknown,
        BlobKey = blob.Key,
        Size = blob.Size,
        Sha256 = blob.Sha256,
        Lines = lines,
        SourceSize = hidden?.SourceSize ?? 0,
        HiddenCount = hidden?.Total ?? 0,
        HiddenKinds = hidden?.Kinds,
        MaskReport = hidden?.Places,
        Shown = input.Shown is { Releases.Count: > 0 } shown ? UnmaskedSpan.ToJson(shown.Places) : null,
        PendingReview = hidden is null && !input.Redacted,
        CreatedAt = clock.GetUtcNow(),
    };

    private async Task<bool> OwnsAsync(Guid draft, Guid? person, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return person is not null && await db.Drafts.AnyAsync(d => d.Id == draft && d.OwnerId == person, ct);
    }
}
