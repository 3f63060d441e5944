using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Files;

/// <summary>Removes files whose form came back with mistakes and was never sent again: their seal has long expired.</summary>
internal sealed class PurgeUnsentFiles(IDbContextFactory<DeskDbContext> contexts, DeleteFiles delete, TimeProvider clock) : IUseCase
{
    /// <summary>For so long a form that came back with mistakes may still be sent with its file.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private const int AtOnce = 500;

    public async Task RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - (2 * Lifetime);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var files = await db
            .Attachments.Where(a =>
                a.UploadedBy == null && a.TicketId == null && a.MessageId == null && a.DraftId == null && a.SuspendedEmailId == null && a.CreatedAt < before
            )
            .OrderBy(a => a.Id)
            .Take(AtOnce)
            .ToListAsync(ct);
        delete.Apply(db, files);
        await db.SaveChangesAsync(ct);
    }
}
