using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Suspended;

/// <summary>A line of the list of e-mails that wait.</summary>
public sealed record SuspendedRow(
    Guid Id, string? FromName, string FromAddress, string Subject, SenderTrust Trust, bool IsAutomatic, string Reason, string? Warnings,
    int Files, DateTimeOffset At, SuspendedState State, string? DecidedBy, DateTimeOffset? DecidedAt);

/// <summary>What the list shows and which e-mail is open beside it; all of it stands in the address of the page.</summary>
/// <param name="Dismissed">Those that were put aside instead of those that wait.</param>
/// <param name="After">The last e-mail of the page before.</param>
/// <param name="Before">The first e-mail of the page after.</param>
public sealed record SuspendedFilter(bool Dismissed = false, SuspendedCursor? After = null, SuspendedCursor? Before = null)
{
    public const string Path = "/desk/mail";

    public SuspendedFilter First => new(Dismissed);

    public static SuspendedFilter Parse(string? show, string? after, string? before) =>
        new(show == "dismissed", SuspendedCursor.Parse(after), SuspendedCursor.Parse(before));

    public string Href(Guid? email = null)
    {
        string?[] parts =
        [
            Dismissed ? "show=dismissed" : null,
            After is null ? null : "after=" + After,
            Before is null ? null : "before=" + Before,
            email is { } id ? "letter=" + id : null,
        ];
        return string.Join('&', parts.OfType<string>()) is { Length: > 0 } query ? $"{Path}?{query}" : Path;
    }
}

/// <summary>The place of an e-mail in the list.</summary>
public sealed record SuspendedCursor(DateTimeOffset At, Guid Id)
{
    public static SuspendedCursor? Parse(string? text) =>
        text?.Split('.') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks
        && Guid.TryParse(id, out var key)
            ? new SuspendedCursor(new DateTimeOffset(at, TimeSpan.Zero), key)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}.{Id:N}");
}

/// <param name="Waiting">All that wait, not only those on this page.</param>
/// <param name="Back">The list turned back by a page; null on the first.</param>
/// <param name="On">The list turned on by a page; null on the last.</param>
public sealed record SuspendedPage(IReadOnlyList<SuspendedRow> Rows, int Waiting, int Dismissed, SuspendedFilter? Back, SuspendedFilter? On);

/// <summary>E-mails that wait for a decision, oldest first, or those that were put aside, newest first. Turned by key.</summary>
public sealed class ListSuspendedEmails(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    public const int PageSize = 50;

    public async Task<Result<SuspendedPage>> RunAsync(SuspendedFilter filter, Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var state = filter.Dismissed ? SuspendedState.Dismissed : SuspendedState.Waiting;
        var waiting = await db.SuspendedEmails.CountAsync(h => h.State == SuspendedState.Waiting, ct);
        var dismissed = await db.SuspendedEmails.CountAsync(h => h.State == SuspendedState.Dismissed, ct);
        if (filter.Before is { } before)
        {
            var earlier = await Rows(Turn(db, state, before, descending: !filter.Dismissed).Take(PageSize + 1)).ToListAsync(ct);
            if (earlier.Count > PageSize)
            {
                earlier.RemoveAt(PageSize);
                earlier.Reverse();
                return new SuspendedPage(
                    earlier, waiting, dismissed, filter.First with { Before = Of(earlier[0]) }, filter.First with { After = Of(earlier[^1]) });
            }

            // A first page is always a full one.
            filter = filter.First;
        }

        var rows = await Rows(Turn(db, state, filter.After, descending: filter.Dismissed).Take(PageSize + 1)).ToListAsync(ct);
        var more = rows.Count > PageSize;
        if (more)
            rows.RemoveAt(PageSize);
        return new SuspendedPage(
            rows, waiting, dismissed,
            filter.After is null || rows.Count == 0 ? null : filter.First with { Before = Of(rows[0]) },
            more ? filter.First with { After = Of(rows[^1]) } : null);
    }

    private static SuspendedCursor Of(SuspendedRow row) => new(row.At, row.Id);

    private static IQueryable<SuspendedEmail> Turn(DeskDbContext db, SuspendedState state, SuspendedCursor? from, bool descending)
    {
        var emails = db.SuspendedEmails.AsNoTracking().Where(h => h.State == state);
        if (descending)
        {
            if (from is not null)
                emails = emails.Where(h => h.At <= from.At && (h.At < from.At || h.Id.CompareTo(from.Id) < 0));
            return emails.OrderByDescending(h => h.At).ThenByDescending(h => h.Id);
        }

        if (from is not null)
            emails = emails.Where(h => h.At >= from.At && (h.At > from.At || h.Id.CompareTo(from.Id) > 0));
        return emails.OrderBy(h => h.At).ThenBy(h => h.Id);
    }

    private static IQueryable<SuspendedRow> Rows(IQueryable<SuspendedEmail> emails) =>
        emails.Select(h => new SuspendedRow(
            h.Id, h.FromName, h.FromAddress, h.Subject, h.Trust, h.IsAutomatic, h.Reason, h.Warnings, h.Attachments.Count, h.At, h.State, h.DecidedBy,
            h.DecidedAt));
}
