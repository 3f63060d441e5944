using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Suspended;

/// <summary>A line of the list of e-mails that wait.</summary>
public sealed record SuspendedRow(
    Guid Id, string? FromName, string FromAddress, string Subject, SenderTrust Trust, bool IsAutomatic, string Reason, string? Warnings,
    int Files, DateTimeOffset At, SuspendedState State, string? DecidedBy, DateTimeOffset? DecidedAt);

public sealed record SuspendedRows(IReadOnlyList<SuspendedRow> Waiting, IReadOnlyList<SuspendedRow> Dismissed);

/// <summary>E-mails that wait for a decision, oldest first, and those that were lately put aside.</summary>
public sealed class ListSuspendedEmails(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    private const int MostWaiting = 200;
    private const int MostDismissed = 20;

    public async Task<Result<SuspendedRows>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var waiting = await Rows(db.SuspendedEmails.Where(h => h.State == SuspendedState.Waiting).OrderBy(h => h.At).ThenBy(h => h.Id).Take(MostWaiting))
            .ToListAsync(ct);
        var dismissed = await Rows(
                db.SuspendedEmails.Where(h => h.State == SuspendedState.Dismissed).OrderByDescending(h => h.At).ThenBy(h => h.Id).Take(MostDismissed)
            )
            .ToListAsync(ct);
        return new SuspendedRows(waiting, dismissed);
    }

    private static IQueryable<SuspendedRow> Rows(IQueryable<SuspendedEmail> emails) =>
        emails
            .AsNoTracking()
            .Select(h => new SuspendedRow(
                h.Id,
                h.FromName,
                h.FromAddress,
                h.Subject,
                h.Trust,
                h.IsAutomatic,
                h.Reason,
                h.Warnings,
                h.Attachments.Count,
                h.At,
                h.State,
                h.DecidedBy,
                h.DecidedAt
            ));
}
