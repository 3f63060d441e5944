using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.NewCase.Drafts;

public sealed class ReadDraft(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    public async Task<Result<DraftView>> RunAsync(Guid draftId, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var draft = await db.Drafts.AsNoTracking().OwnedBy(actor)
            .Where(d => d.Id == draftId)
            .Select(d => new DraftView(
                d.Id, d.CaseType, d.ShopId,
                db.Shops.Where(s => s.Id == d.ShopId).Select(s => s.Name).FirstOrDefault(),
                db.Shops.Where(s => s.Id == d.ShopId).Select(s => s.MerchantLogin).FirstOrDefault(),
                d.Answers, d.Email, d.Subject, d.OverrideReason, d.EscalatesTicketId, d.FollowsTicketId, d.UpdatedAt,
                d.Files.OrderBy(f => f.CreatedAt)
                    .Select(f => new DraftFile(f.Id, f.Name, f.BlobKey, f.Size, f.Lines, f.HiddenCount, f.MaskReport != null)
                    {
                        HiddenKinds = MaskedSpan.KindsFromJson(f.HiddenKinds),
                        Shown = UnmaskedSpan.FromJson(f.Shown),
                    })
                    .ToList()))
            .FirstOrDefaultAsync(ct);
        if (draft is null)
            return Problem.NotFound;
        return draft with
        {
            ShopIsAsked = draft.ShopId is null && await db.Shops.AnyAsync(ct),
            TicketFiles = draft.EscalatesTicketId is { } ticket ? await TicketFilesAsync(db, ticket, actor, ct) : [],
        };
    }

    // What nobody has looked at yet stays; the desk's own answers are no evidence.
    private static Task<List<DraftFile>> TicketFilesAsync(DeskDbContext db, Guid ticketId, Actor actor, CancellationToken ct) =>
        db.Tickets.VisibleTo(actor).Where(t => t.Id == ticketId)
            .SelectMany(_ => db.Messages.Where(m =>
                m.TicketId == ticketId && m.Direction == Direction.Incoming && m.Author != AuthorKind.Provider))
            .SelectMany(m => m.Attachments)
            .Where(f => !f.PendingReview)
            .OrderBy(f => f.CreatedAt)
            .Select(f => new DraftFile(f.Id, f.Name, f.BlobKey, f.Size, f.Lines, f.HiddenCount, f.MaskReport != null))
            .ToListAsync(ct);
}
