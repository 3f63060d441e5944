using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Keeps a reply that is still being typed: it survives a lost connection, a restart and signing out.</summary>
public sealed class SaveReplyDraft(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock) : IUseCase
{
    public async Task<Result<Unit>> RunAsync(Guid ticketId, Party party, string text, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (actor.UserId is not { } user || !await db.Tickets.VisibleTo(actor).AnyAsync(t => t.Id == ticketId, ct))
            return Problem.NotFound;
        var draft = await db.ReplyDrafts.FindAsync([user, ticketId, party], ct);
        var body = SanitizedText.Body(text);
        if (body.Cut)
            return new Problem("BodyTooLong", "Text", SanitizedText.MaxBody, text.Length);
        var safe = GrowingNumber.Hide(body.Text);
        if (safe.Length == 0)
        {
            if (draft is not null)
                db.ReplyDrafts.Remove(draft);
        }
        else if (draft is null)
        {
            db.ReplyDrafts.Add(new ReplyDraft { UserId = user, TicketId = ticketId, Party = party, Text = safe, UpdatedAt = clock.GetUtcNow() });
        }
        else
        {
            (draft.Text, draft.UpdatedAt) = (safe, clock.GetUtcNow());
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new Unit();
    }
}
