using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Sending;

/// <param name="Attempts">Tries made so far.</param>
/// <param name="IsKept">It can be sent once more; one that bounced after it had left cannot.</param>
public sealed record OutboxRow(
    Guid Id, long? TicketNumber, string? ToName, string ToAddress, string Subject, bool Automatic, OutboxState State, int Attempts,
    string? Reply, DateTimeOffset CreatedAt, DateTimeOffset NextAttemptAt, DateTimeOffset? SentAt, bool IsKept);

public sealed record OutboxRows(IReadOnlyList<OutboxRow> Troubled, IReadOnlyList<OutboxRow> Waiting, IReadOnlyList<OutboxRow> Sent);

/// <summary>E-mails that need a look, e-mails that will go by themselves, and the last ones that went.</summary>
public sealed class ListOutbox(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    private const int Most = 100;
    private const int MostSent = 30;

    public async Task<Result<OutboxRows>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return new OutboxRows(
            await RowsAsync(
                db,
                mails => mails.Where(m => m.State == OutboxState.Uncertain || m.State == OutboxState.Failed).OrderByDescending(m => m.NextAttemptAt).Take(Most),
                ct
            ),
            await RowsAsync(
                db,
                mails => mails.Where(m => m.State == OutboxState.Queued || m.State == OutboxState.Sending).OrderBy(m => m.NextAttemptAt).Take(Most),
                ct
            ),
            await RowsAsync(db, mails => mails.Where(m => m.State == OutboxState.Sent).OrderByDescending(m => m.NextAttemptAt).Take(MostSent), ct)
        );
    }

    private static Task<List<OutboxRow>> RowsAsync(DeskDbContext db, Func<IQueryable<OutboxMail>, IQueryable<OutboxMail>> choose, CancellationToken ct) =>
        choose(db.Outbox.AsNoTracking())
            .Select(m => new OutboxRow(
                m.Id, db.Tickets.Where(t => t.Id == m.TicketId).Select(t => (long?)t.Number).FirstOrDefault(),
                m.ToName, m.ToAddress, m.Subject, m.Automatic, m.State, m.Attempts, m.LastReply, m.CreatedAt, m.NextAttemptAt, m.SentAt, m.Body != ""))
            .ToListAsync(ct);
}
