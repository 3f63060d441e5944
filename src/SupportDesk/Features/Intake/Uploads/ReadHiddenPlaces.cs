using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Intake.Uploads;

/// <summary>Where something was hidden in a file of the person's own draft: kind and line, never the thing itself.</summary>
public sealed class ReadHiddenPlaces(IDbContextFactory<DeskDbContext> contexts)
{
    public sealed record Report(string Name, long Total, IReadOnlyList<HiddenPlace> Places);

    public async Task<Result<Report>> RunAsync(Guid fileId, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var file = await db.Attachments.AsNoTracking()
            .Where(f => f.Id == fileId && db.Drafts.Any(d => d.Id == f.DraftId && d.OwnerId == actor.UserId))
            .Select(f => new { f.Name, f.HiddenCount, f.MaskReport })
            .FirstOrDefaultAsync(ct);
        return file is null ? Problem.NotFound : new Report(file.Name, file.HiddenCount, HiddenPlace.FromJson(file.MaskReport));
    }
}
