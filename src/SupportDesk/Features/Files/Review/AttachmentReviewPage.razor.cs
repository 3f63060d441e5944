using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Files.Review;

/// <summary>Where the desk decides about pictures and other files of e-mails that it could not mask.</summary>
public sealed partial class AttachmentReviewPage
{
    private ElementReference root;
    private DotNetObjectReference<AttachmentReviewPage>? self;
    private KeyedPage<ListPendingReviews.Row>? page;
    private (Guid File, string Text)? problem;
    private Guid? deleting;
    private string? done;
    private bool busy;

    [SupplyParameterFromQuery(Name = "file")] public Guid? File { get; set; }

    /// <summary>The row behind which the page begins.</summary>
    [SupplyParameterFromQuery(Name = "after")] public string? After { get; set; }

    /// <summary>The row before which the page ends.</summary>
    [SupplyParameterFromQuery(Name = "before")] public string? Before { get; set; }

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

    protected override Task OnParametersSetAsync() => LoadAndListenAsync(() => RefreshAsync([]));

    // Files that wait come by e-mail.
    protected override bool Concerns(Change change) => change.Kind is ChangeKind.File or ChangeKind.Email;

    protected override async Task RefreshAsync(IReadOnlyCollection<Change> changed)
    {
        var actor = await Current.GetAsync();
        page = await PendingReview.RunAsync(actor, CancellationToken.None, PageKey.Of(After), PageKey.Of(Before));
        // All of this page is decided, or it is the first one again.
        if ((page.Rows.Count == 0 && After is not null) || (Before is not null && !page.HasPrevious))
            page = await PendingReview.RunAsync(actor, CancellationToken.None);
    }

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

    private string NameOf(Guid id) => page?.Rows.FirstOrDefault(row => row.Id == id)?.Name ?? "";
}
