using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>
/// Files of a reply that is still being written. Like its text they belong to one person and survive a lost connection, a
/// restart and signing out.
/// </summary>
public sealed class ReplyFiles(IDbContextFactory<DeskDbContext> contexts, DeleteFiles delete) : IUseCase
{
    /// <returns>In the order in which they came; no result if there is no such conversation for this person.</returns>
    public async Task<Result<IReadOnlyList<FileView>>> ListAsync(Guid ticketId, Party party, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (actor.UserId is null || !await db.Tickets.VisibleTo(actor).AnyAsync(t => t.Id == ticketId && t.Conversations.Any(c => c.Party == party), ct))
            return Problem.NotFound;
        return (await ReadAsync(db, ticketId, actor, ct)).GetValueOrDefault(party, []).ToList();
    }

    /// <summary>Removes one for good.</summary>
    public async Task<Result<Unit>> RemoveAsync(Guid ticketId, Guid fileId, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var file = await Of(db, ticketId, actor).FirstOrDefaultAsync(a => a.Id == fileId, ct);
        if (file is null)
            return Problem.NotFound;
        await delete.RunAsync(db, [file], ct);
        return new Unit();
    }

    /// <summary>For a ticket that was read for this person already.</summary>
    internal static async Task<IReadOnlyDictionary<Party, IReadOnlyList<FileView>>> ReadAsync(
        DeskDbContext db, Guid ticketId, Actor actor, CancellationToken ct)
    {
        var files = await Of(db, ticketId, actor).AsNoTracking().OrderBy(a => a.Id)
            .Select(a => new { a.ReplyParty, File = new FileView(a.Id, a.Name, a.Size, a.Lines, a.HiddenCount, a.PendingReview) })
            .ToListAsync(ct);
        return files.GroupBy(a => a.ReplyParty!.Value, a => a.File).ToDictionary(of => of.Key, of => (IReadOnlyList<FileView>)[.. of]);
    }

    private static IQueryable<Attachment> Of(DeskDbContext db, Guid ticketId, Actor actor) =>
        db.Attachments.Where(a => a.ReplyTicketId == ticketId && a.UploadedBy == actor.UserId && a.UploadedBy != null && a.ReplyParty != null);
}
