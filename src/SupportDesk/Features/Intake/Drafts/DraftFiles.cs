using SupportDesk.Features.Intake.Showing;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Intake.Drafts;

/// <summary>What a page does with the files of its draft, as the person who sits before it.</summary>
public sealed class DraftFiles(CurrentActor current, RemoveFile remove, ReadHiddenPlaces hidden)
{
    public ValueTask<Actor> ActorAsync() => current.GetAsync();

    public async Task<Result<Done>> RemoveAsync(Guid draftId, Guid fileId) =>
        await remove.RunAsync(draftId, fileId, await current.GetAsync(), CancellationToken.None);

    public async Task<Result<ReadHiddenPlaces.Report>> HiddenAsync(Guid fileId) =>
        await hidden.RunAsync(fileId, await current.GetAsync(), CancellationToken.None);
}
