using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using SupportDesk.Kernel;
using SupportDesk.Ui;

namespace SupportDesk.Features.Files.Uploads;

/// <summary>
/// Takes files for one thing that owns them, such as a draft: each travels as the body of a request to <see cref="Url"/>, which reports to
/// <see cref="UploadProgress"/> under the same name.
/// </summary>
public sealed partial class DropZone
{
    private ElementReference root;
    private ComponentScript? script;
    private DotNetObjectReference<DropZone>? self;
    private IDisposable? watch;
    private IReadOnlyList<RunningUpload> uploads = [];

    [Parameter, EditorRequired] public required string Id { get; set; }

    /// <summary>What the files are for, as the requests to <see cref="Url"/> name it to <see cref="UploadProgress"/>.</summary>
    [Parameter, EditorRequired] public required string Target { get; set; }

    /// <summary>Takes a file as the plain body of a request.</summary>
    [Parameter, EditorRequired] public required string Url { get; set; }

    /// <summary>Some are in already.</summary>
    [Parameter] public bool HasFiles { get; set; }

    /// <summary>One quiet button, beside others.</summary>
    [Parameter] public bool Compact { get; set; }

    /// <summary>Ids of what is said about the files.</summary>
    [Parameter] public string? DescribedBy { get; set; }

    /// <summary>The files that are in.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <summary>A file has come in.</summary>
    [Parameter] public EventCallback OnStored { get; set; }

    /// <summary>Per cent of what is on its way; null when nothing is.</summary>
    [Parameter] public EventCallback<long?> OnProgress { get; set; }

    [Inject] public required IJSRuntime Js { get; init; }

    [Inject] public required UploadProgress Progress { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required IOptions<UploadOptions> Options { get; init; }

    /// <summary>The browser asks before it sends; a file that is too large need not travel to be refused.</summary>
    [JSInvokable]
    public async Task<bool> ChosenAsync(Guid id, string name, long size)
    {
        var actor = await Current.GetAsync();
        Progress.Announce(id, Target, actor.UserId!.Value, Path.GetFileName(name), size);
        var problem = size == 0 ? new Problem("FileEmpty", "File")
            : size > Options.Value.MaxBytes ? new Problem("FileTooLarge", "File", Options.Value.MaxBytes)
            : null;
        if (problem is not null)
            Progress.Fail(id, problem);
        return problem is null;
    }

    [JSInvokable]
    public Task EndedAsync(Guid id, int status)
    {
        if (status == 200)
            return OnStored.InvokeAsync();
        // The server has usually said why already; this is for a request that never reached it.
        Progress.Fail(id, new Problem(status == 0 ? "FileCutOff" : status == 401 ? "UploadSignedOut" : "UploadFailed"));
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        watch?.Dispose();
        self?.Dispose();
        if (script is not null)
            await script.DisposeAsync();
    }

    protected override Task OnInitializedAsync()
    {
        watch = Progress.Watch(Target, () => InvokeAsync(RefreshAsync));
        return RefreshAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        self = DotNetObjectReference.Create(this);
        script = new ComponentScript(Js, "./upload.js");
        await script.StartAsync("attach", root, self, Url);
    }

    private async Task RefreshAsync()
    {
        var before = uploads;
        uploads = Progress.Of(Target);
        // One that vanished is in, also if another page or an older circuit sent it.
        if (before.Any(upload => upload.Problem is null && uploads.All(now => now.Id != upload.Id)))
            await OnStored.InvokeAsync();
        var running = uploads.Where(upload => upload.Problem is null).ToList();
        if (running.Count > 0 || before.Count > 0)
            await OnProgress.InvokeAsync(
            running.Count == 0 ? null : running.Sum(upload => upload.Bytes) * 100 / Math.Max(1, running.Sum(upload => upload.Total)));
        StateHasChanged();
    }

    private async Task CancelAsync(Guid id)
    {
        if (script?.Module is { } module)
            await module.InvokeVoidAsync("cancel", id);
        Progress.Remove(id);
    }

    private async Task RetryAsync(RunningUpload upload)
    {
        var actor = await Current.GetAsync();
        Progress.Announce(upload.Id, upload.Target, actor.UserId!.Value, upload.Name, upload.Total);
        if (script?.Module is not { } module || !await module.InvokeAsync<bool>("retry", upload.Id))
            Progress.Fail(upload.Id, new Problem("UploadChooseAgain"));
    }
}
