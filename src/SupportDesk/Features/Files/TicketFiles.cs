using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Files;

/// <summary>Hangs stored files on a draft, a ticket and its messages. Whose file it is decides who may do that.</summary>
public sealed class TicketFiles(TimeProvider clock) : IUseCase
{
    /// <summary>
    /// Moves free files of the actor to the ticket. A file that already hangs on a message of the same ticket, such as a
    /// payer's receipt that goes on to the provider, is shown at both; its bytes are stored once.
    /// </summary>
    /// <returns>False if any of the files is not there for this actor; then nothing may be saved.</returns>
    public async Task<bool> AttachAsync(
        DeskDbContext db, Guid ticketId, Guid? messageId, IReadOnlyList<Guid> files, Actor actor, CancellationToken ct)
    {
        foreach (var id in files.Distinct())
        {
            var file = await db.Attachments.FindAsync([id], ct);
            if (file is null || !await IsWithinReachAsync(db, file, ticketId, actor, ct))
                return false;
            // An e-mail brings such a file in; nobody sends it on before somebody has looked.
            if (file.PendingReview && file.SuspendedEmailId is null && !actor.IsSystem)
                return false;
            if (file.MessageId is not null)
            {
                db.Attachments.Add(CopyOf(file, messageId));
                continue;
            }

            (file.TicketId, file.MessageId, file.DraftId, file.SuspendedEmailId) = (ticketId, messageId, null, null);
            (file.ReplyTicketId, file.ReplyParty) = (null, null);
        }

        return true;
    }

    /// <summary>Files that the desk stored by itself, hanging on nothing yet, become files of the draft and of its owner.</summary>
    public async Task AddToDraftAsync(DeskDbContext db, Draft draft, IReadOnlyCollection<Guid> files, CancellationToken ct)
    {
        foreach (var file in await db.Attachments.Where(file => files.Contains(file.Id) && file.UploadedBy == null).ToListAsync(ct))
            (file.DraftId, file.UploadedBy) = (draft.Id, draft.OwnerId);
    }

    private static async Task<bool> IsWithinReachAsync(DeskDbContext db, Attachment file, Guid ticketId, Actor actor, CancellationToken ct)
    {
        if (file.TicketId is { } ticket)
            return ticket == ticketId;
        if (actor.IsSystem)
            return file.DraftId is null && file.UploadedBy is null;
        if (file.SuspendedEmailId is not null)
            return actor.IsDeskStaff;
        return file.DraftId is { } draft
            ? await db.Drafts.AnyAsync(d => d.Id == draft && d.OwnerId == actor.UserId, ct)
            : file.UploadedBy == actor.UserId;
    }

    private Attachment CopyOf(Attachment file, Guid? messageId) => new()
    {
        Id = Ids.New(clock),
        TicketId = file.TicketId,
        MessageId = messageId,
        UploadedBy = file.UploadedBy,
        Name = file.Name,
        ContentType = file.ContentType,
        BlobKey = file.BlobKey,
        Size = file.Size,
        SourceSize = file.SourceSize,
        Sha256 = file.Sha256,
        Lines = file.Lines,
        HiddenCount = file.HiddenCount,
        HiddenKinds = file.HiddenKinds,
        MaskReport = file.MaskReport,
        Shown = file.Shown,
        AllHiddenSha256 = file.AllHiddenSha256,
        PendingReview = file.PendingReview,
        CreatedAt = clock.GetUtcNow(),
    };
}
