using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportDesk.Features.Tickets.Pages;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets.Checking;

/// <summary>Where the desk decides about pictures and other files of letters that it could not mask.</summary>
public sealed partial class CheckFilesPage
{
    private ElementReference root;
    private DotNetObjectReference<CheckFilesPage>? self;
    private IReadOnlyList<ListUnchecked.Row>? rows;
    private (Guid File, string Text)? problem;
    private Guid? deleting;
    private string? done;
    private bool busy;

    [SupplyParameterFromQuery(Name = "file")] public Guid? File { get; set; }

    [Inject] public required ListUnchecked Unchecked { get; init; }

    [Inject] public required CheckActions Actions { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    [Inject] public required TicketWords W { get; init; }

    /// <summary>The dialog was left with a picture; it comes over the page's own line.</summary>
    [JSInvokable]
    public async Task SeenAsync(Guid id, int areas, IJSStreamReference picture)
    {
        await using (picture)
        {
            await using var content = await picture.OpenReadStreamAsync(long.MaxValue);
            await DecideAsync(
                id, actor => Actions.Replace.RunAsync(new(id, areas, content), actor, CancellationToken.None),
                areas > 0 ? T["DoneBlackout", NameOf(id), areas] : T["DoneRelease", NameOf(id)]);
        }

        StateHasChanged();
    }

    protected override Task OnInitializedAsync() => LoadAndListenAsync(() => RefreshAsync([]));

    protected override async Task RefreshAsync(IReadOnlyCollection<Guid> changed) => rows = await Unchecked.RunAsync(await Current.GetAsync(), CancellationToken.None);

    protected override void Dispose(bool disposing)
    {
        self?.Dispose();
        base.Dispose(disposing);
    }

    private async Task LookAsync(ListUnchecked.Row row)
    {
        (problem, done) = (null, null);
        self ??= DotNetObjectReference.Create(this);
        await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "./check-files.js");
        await module.InvokeVoidAsync("check", root, row.Id, self);
    }

    private Task ReleaseAsync(ListUnchecked.Row row) =>
        DecideAsync(row.Id, actor => Actions.Release.RunAsync(row.Id, actor, CancellationToken.None), T["DoneRelease", row.Name]);

    private Task DeleteAsync(ListUnchecked.Row row) =>
        DecideAsync(row.Id, actor => Actions.Delete.RunAsync(row.Id, actor, CancellationToken.None), T["DoneDelete", row.Name]);

    private async Task DecideAsync(Guid id, Func<Actor, Task<Result<Done>>> decide, string words)
    {
        (busy, problem, done) = (true, null, null);
        var result = await decide(await Current.GetAsync());
        (busy, deleting) = (false, null);
        if (result.Ok)
            done = words;
        else
            problem = (id, W.Say(result.Problems[0]));
        await RefreshAsync([]);
    }

    private string NameOf(Guid id) => rows?.FirstOrDefault(row => row.Id == id)?.Name ?? "";
}
