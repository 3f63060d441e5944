using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Files.Unmasking;

/// <summary>Where something was hidden in a file of the person's own draft: kind and line, never the thing itself.</summary>
public sealed class ListMaskedSpans(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    /// <param name="SourceSize">Bytes of the file as the person has it; 0 if that is not known.</param>
    /// <param name="Kinds">All places by kind; the list of places has an end.</param>
    public sealed record Report(
        Guid FileId, Guid DraftId, string Name, long Total, long SourceSize, IReadOnlyList<(string Kind, long Count)> Kinds,
        IReadOnlyList<MaskedSpan> Places, IReadOnlyList<UnmaskedSpan> Shown);

    public async Task<Result<Report>> RunAsync(Guid fileId, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var file = await db.Attachments.AsNoTracking()
            .Where(f => f.Id == fileId && db.Drafts.OwnedBy(actor).Any(d => d.Id == f.DraftId))
            .FirstOrDefaultAsync(ct);
        return file is null
            ? Problem.NotFound
            : new Report(
                file.Id, file.DraftId!.Value, file.Name, file.HiddenCount, file.SourceSize, MaskedSpan.KindsFromJson(file.HiddenKinds),
                MaskedSpan.FromJson(file.MaskReport), UnmaskedSpan.FromJson(file.Shown));
    }
}
