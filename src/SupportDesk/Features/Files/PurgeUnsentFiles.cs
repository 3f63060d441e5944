using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Files;

/// <summary>Removes files of what was never sent: forms that came back with mistakes, and replies that nobody finished.</summary>
internal sealed class PurgeUnsentFiles(IDbContextFactory<DeskDbContext> contexts, DeleteFiles delete, TimeProvider clock) : IUseCase
{
    /// <summary>For so long a form that came back with mistakes may still be sent with its file.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>For so long a file waits for the reply that it was chosen for.</summary>
    public static readonly TimeSpan ReplyLifetime = TimeSpan.FromDays(30);

    private const int AtOnce = 500;

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (form, reply) = (now - (2 * Lifetime), now - ReplyLifetime);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var files = await db
            .Attachments.Where(a => a.TicketId == null && a.MessageId == null && a.DraftId == null && a.SuspendedEmailId == null)
            .Where(a => a.CreatedAt < (a.UploadedBy == null ? form : reply))
            .OrderBy(a => a.Id)
            .Take(AtOnce)
            .ToListAsync(ct);
        delete.Apply(db, files);
        await db.SaveChangesAsync(ct);
    }
}
