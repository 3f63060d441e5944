using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>
/// One write to the tickets: everything in one transaction, and only after its commit the news for open screens and the
/// call to the sender of e-mails.
/// </summary>
public sealed class TicketTransaction(IDbContextFactory<DeskDbContext> contexts, ChangeFeed changes, OutboxSignal outbox) : IUseCase
{
    /// <summary>Saves what <paramref name="work"/> did if it succeeded; a refusal leaves no trace.</summary>
    public async Task<Result<T>> RunAsync<T>(Func<DeskDbContext, Task<Result<T>>> work, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        // On SQLite this takes the write lock at once: what is read below cannot change before the commit.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var result = await work(db);
        if (!result.Ok)
            return result;
        var touched = db.ChangeTracker.Entries<Ticket>().Where(entry => entry.State != EntityState.Unchanged).Select(entry => entry.Entity.Id).ToList();
        var emails = db.ChangeTracker.Entries<OutboxMail>().Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity.Id).ToList();
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        foreach (var ticket in touched)
            changes.Publish(ChangeKind.Ticket, ticket);
        foreach (var email in emails)
            changes.Publish(ChangeKind.Email, email);
        if (emails.Count > 0)
            outbox.Wake();
        return result;
    }
}
