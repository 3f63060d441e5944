using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
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
        return draft is null ? Problem.NotFound : draft;
    }
}
