using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Data.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom;

/// <summary>Says on the health page that letters do not come in or go out.</summary>
internal sealed class MailHealth(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock) : IHealthSign
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(15);

    public async Task<string?> FindTroubleAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var failed = await db.Ledger.CountAsync(row => row.Outcome == LetterOutcome.Failed, ct);
        if (failed > 0)
            return $"letters that could not be read: {failed}";
        var late = clock.GetUtcNow() - LongestSilence;
        if (await db.Mailboxes.AnyAsync(box => box.LastError != null && (box.LastSuccessAt == null || box.LastSuccessAt < late), ct))
            return "the mailbox cannot be reached";
        return await db.Outbox.AnyAsync(mail => mail.State == OutboxState.Queued && mail.Attempts > 0 && mail.CreatedAt < late, ct)
            ? "letters cannot be sent"
            : null;
    }
}
