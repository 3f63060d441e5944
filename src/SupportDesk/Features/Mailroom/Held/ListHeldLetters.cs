using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Held;

/// <summary>A line of the list of letters that wait.</summary>
public sealed record HeldRow(
    Guid Id, string? FromName, string FromAddress, string Subject, SenderTrust Trust, bool IsAutomatic, string Reason, string? Warnings,
    int Files, DateTimeOffset At, HeldState State, string? DecidedBy, DateTimeOffset? DecidedAt);

public sealed record HeldRows(IReadOnlyList<HeldRow> Waiting, IReadOnlyList<HeldRow> Dismissed);

/// <summary>Letters that wait for a decision, oldest first, and those that were lately put aside.</summary>
public sealed class ListHeldLetters(IDbContextFactory<DeskDbContext> contexts)
{
    private const int MostWaiting = 200;
    private const int MostDismissed = 20;

    public async Task<Result<HeldRows>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var waiting = await Rows(db.HeldLetters.Where(h => h.State == HeldState.Waiting).OrderBy(h => h.At).ThenBy(h => h.Id).Take(MostWaiting)).ToListAsync(ct);
        var dismissed = await Rows(db.HeldLetters.Where(h => h.State == HeldState.Dismissed).OrderByDescending(h => h.At).ThenBy(h => h.Id).Take(MostDismissed)).ToListAsync(ct);
        return new HeldRows(waiting, dismissed);
    }

    private static IQueryable<HeldRow> Rows(IQueryable<HeldLetter> letters) => letters.AsNoTracking().Select(h => new HeldRow(
        h.Id, h.FromName, h.FromAddress, h.Subject, h.Trust, h.IsAutomatic, h.Reason, h.Warnings, h.Attachments.Count, h.At, h.State, h.DecidedBy, h.DecidedAt));
}
