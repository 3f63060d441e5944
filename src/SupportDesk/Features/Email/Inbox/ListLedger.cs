using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>The place of an e-mail in the ledger.</summary>
public sealed record LedgerCursor(DateTimeOffset At, Guid Id)
{
    public static LedgerCursor? Parse(string? text) =>
        text?.Split('.') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks
        && Guid.TryParse(id, out var key)
            ? new LedgerCursor(new DateTimeOffset(at, TimeSpan.Zero), key)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}.{Id:N}");
}

/// <param name="Newer">Where the page before begins, read backwards; null on the first.</param>
/// <param name="Older">Where the next page begins; null on the last.</param>
public sealed record LedgerPage(IReadOnlyList<LedgerRow> Rows, LedgerCursor? Newer, LedgerCursor? Older);

/// <summary>Received e-mails with one outcome, newest first, turned by key.</summary>
public sealed class ListLedger(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    public const int PageSize = 50;

    /// <param name="after">The last e-mail of the page before.</param>
    /// <param name="before">The first e-mail of the page after.</param>
    public async Task<Result<LedgerPage>> RunAsync(EmailOutcome outcome, LedgerCursor? after, LedgerCursor? before, Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var all = db.Ledger.AsNoTracking().Where(row => row.Outcome == outcome);
        if (before is not null)
        {
            var newer = await Rows(
                    all.Where(l => l.ReceivedAt >= before.At && (l.ReceivedAt > before.At || l.Id.CompareTo(before.Id) > 0))
                        .OrderBy(l => l.ReceivedAt).ThenBy(l => l.Id).Take(PageSize + 1))
                .ToListAsync(ct);
            if (newer.Count > PageSize)
            {
                newer.RemoveAt(PageSize);
                newer.Reverse();
                return new LedgerPage(newer, Of(newer[0]), Of(newer[^1]));
            }

            // A first page is always a full one.
            after = null;
        }

        if (after is not null)
            all = all.Where(l => l.ReceivedAt <= after.At && (l.ReceivedAt < after.At || l.Id.CompareTo(after.Id) < 0));
        var rows = await Rows(all.OrderByDescending(l => l.ReceivedAt).ThenByDescending(l => l.Id).Take(PageSize + 1)).ToListAsync(ct);
        var more = rows.Count > PageSize;
        if (more)
            rows.RemoveAt(PageSize);
        return new LedgerPage(rows, after is null || rows.Count == 0 ? null : Of(rows[0]), more ? Of(rows[^1]) : null);
    }

    private static LedgerCursor Of(LedgerRow row) => new(row.ReceivedAt, row.Id);

    private static IQueryable<LedgerRow> Rows(IQueryable<MailLedger> emails) =>
        emails.Select(row => new LedgerRow(row.Id, row.Sender, row.Subject, row.Uid, row.Outcome, row.Reason, row.Attempts, row.IdReused, row.ReceivedAt));
}
