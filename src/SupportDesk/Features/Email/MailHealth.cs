using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.SignIn;

namespace SupportDesk.Features.Email;

/// <summary>Says on the health page that e-mails do not come in or go out.</summary>
internal sealed class MailHealth(IDbContextFactory<DeskDbContext> contexts, MailSettings settings, AccessTokens tokens, TimeProvider clock) : IHealthCheck
{
    private const int ManyForgedIds = 20;
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(15);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var ct = cancellationToken;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var troubles = new[]
        {
            Stored(), await DeadEmailsAsync(db, ct), await MailboxesAsync(db, ct), await OutboxAsync(db, ct), await ForgedIdsAsync(db, ct), Tokens(),
        };
        return string.Join("; ", troubles.OfType<string>()) is { Length: > 0 } all ? HealthCheckResult.Degraded(all) : HealthCheckResult.Healthy();
    }

    private static async Task<string?> DeadEmailsAsync(DeskDbContext db, CancellationToken ct) =>
        await db.Ledger.CountAsync(row => row.Outcome == EmailOutcome.Failed, ct) is > 0 and var failed ? $"e-mails that could not be read: {failed}" : null;

    // Also one that says nothing at all, because its worker hangs.
    private async Task<string?> MailboxesAsync(DeskDbContext db, CancellationToken ct)
    {
        var late = clock.GetUtcNow() - LongestSilence;
        var names = settings.Mailboxes.Where(box => !box.IsHeld).Select(box => box.LedgerName).ToList();
        var silent = await db.Mailboxes.CountAsync(box => names.Contains(box.Mailbox) && (box.LastSuccessAt == null || box.LastSuccessAt < late), ct);
        return silent == 0 ? null : names.Count == 1 ? "the mailbox cannot be reached" : $"mailboxes that cannot be reached: {silent} of {names.Count}";
    }

    private async Task<string?> OutboxAsync(DeskDbContext db, CancellationToken ct)
    {
        var late = clock.GetUtcNow() - LongestSilence;
        return await db.Outbox.AnyAsync(mail => mail.State == OutboxState.Queued && mail.Attempts > 0 && mail.CreatedAt < late, ct)
            ? "e-mails cannot be sent"
            : null;
    }

    private string? Tokens() => tokens.Troubled is > 0 and var troubled ? $"mail tokens that are refused or cannot be renewed: {troubled}" : null;

    private string? Stored() => settings.StoredTrouble is { } trouble
        ? "the stored settings of the mailbox do not hold, so its e-mails wait and none is read; bring back the folder of keys that belongs to the "
            + $"database, or enter the mailbox again under /desk/settings/mailbox: {trouble}"
        : null;

    private async Task<string?> ForgedIdsAsync(DeskDbContext db, CancellationToken ct)
    {
        var hour = clock.GetUtcNow().AddHours(-1);
        return await db.Ledger.Where(row => row.ForgedIds > 0 && row.ReceivedAt > hour).SumAsync(row => row.ForgedIds, ct) is >= ManyForgedIds and var forged
            ? $"forged ids in e-mails within an hour: {forged}"
            : null;
    }
}
