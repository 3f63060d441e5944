using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Files.Review;

/// <summary>Where the desk decides about pictures and other files of e-mails that it could not mask.</summary>
public sealed partial class AttachmentReviewPage
{
    private ElementReference root;
    private DotNetObjectReference<AttachmentReviewPage>? self;
    private IReadOnlyList<ListPendingReviews.Row>? rows;
    private (Guid File, string Text)? problem;
    private Guid? deleting;
    private string? done;
    private bool busy;

    [SupplyParameterFromQuery(Name = "file")] public Guid? File { get; set; }

    [Inject] public required ListPendingReviews PendingReview { get; init; }

    [Inject] public required ReplacePicture Replace { get; init; }

    [Inject] public required ReleaseFile Release { get; init; }

    [Inject] public required DeleteFile Delete { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    /// <summary>The dialog was left with a picture; it comes over the page's own line.</summary>
    [JSInvokable]
    public async Task SeenAsync(Guid id, int areas, IJSStreamReference picture)
    {
        await using (picture)
        {
            await using var content = await picture.OpenReadStreamAsync(long.MaxValue);
            await DecideAsync(
                id, actor => Replace.RunAsync(new(id, areas, content), actor, CancellationToken.None),
                areas > 0 ? T["DoneBlackout", NameOf(id), areas] : T["DoneRelease", NameOf(id)]);
        }

        StateHasChanged();
    }

    protected override Task OnInitializedAsync() => LoadAndListenAsync(() => RefreshAsync([]));

    // Files that wait come by e-mail.
    protected override bool Concerns(Change change) => change.Kind is ChangeKind.File or ChangeKind.Email;

    protected override async Task RefreshAsync(IReadOnlyCollection<Change> changed) =>
        rows = await PendingReview.RunAsync(await Current.GetAsync(), CancellationToken.None);

    protected override void Dispose(bool disposing)
    {
        self?.Dispose();
        base.Dispose(disposing);
    }

    private async Task LookAsync(ListPendingReviews.Row row)
    {
        (problem, done) = (null, null);
        self ??= DotNetObjectReference.Create(this);
        await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "./check-files.js");
        await module.InvokeVoidAsync("check", root, row.Id, self);
    }

    private Task ReleaseAsync(ListPendingReviews.Row row) =>
        DecideAsync(row.Id, actor => Release.RunAsync(row.Id, actor, CancellationToken.None), T["DoneRelease", row.Name]);

    private Task DeleteAsync(ListPendingReviews.Row row) =>
        DecideAsync(row.Id, actor => Delete.RunAsync(row.Id, actor, CancellationToken.None), T["DoneDelete", row.Name]);

    private async Task DecideAsync(Guid id, Func<Actor, Task<Result<Unit>>> decide, string words)
    {
        (busy, problem, done) = (true, null, null);
        var result = await decide(await Current.GetAsync());
        (busy, deleting) = (false, null);
        if (result.Ok)
            done = words;
        else
            problem = (id, T.Say(result.Problems[0]));
        await RefreshAsync([]);
    }

    private string NameOf(Guid id) => rows?.FirstOrDefault(row => row.Id == id)?.Name ?? "";
}
