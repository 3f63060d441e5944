using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using MudBlazor;
using SupportDesk.Features.Files.Unmasking;
using SupportDesk.Features.Files.Uploads;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;
using SupportDesk.Ui;

namespace SupportDesk.Features.NewCase.Wizard;

/// <summary>The files of a draft: those that are in, those on their way, and a place to drop more.</summary>
public sealed partial class FilesBox
{
    private ElementReference root;
    private ComponentScript? script;
    private DotNetObjectReference<FilesBox>? self;
    private IDisposable? watch;
    private IReadOnlyList<RunningUpload> uploads = [];

    [Parameter, EditorRequired] public required ChecklistItem Item { get; set; }

    [Parameter, EditorRequired] public required DraftEditor Editor { get; set; }

    /// <summary>Per cent of what is on its way; null when nothing is.</summary>
    [Parameter] public EventCallback<long?> OnProgress { get; set; }

    [Inject] public required IJSRuntime Js { get; init; }

    [Inject] public required UploadProgress Progress { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required RemoveFile Remove { get; init; }

    [Inject] public required ListMaskedSpans ReadHidden { get; init; }

    [Inject] public required IOptions<UploadOptions> Options { get; init; }

    [Inject] public required IDialogService Dialogs { get; init; }

    /// <summary>The browser asks before it sends; a file that is too large need not travel to be refused.</summary>
    [JSInvokable]
    public async Task<bool> ChosenAsync(Guid id, string name, long size)
    {
        var actor = await Current.GetAsync();
        Progress.Announce(id, Editor.Draft.Id, actor.UserId!.Value, Path.GetFileName(name), size);
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
            return Editor.ReloadFilesAsync();
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
        watch = Progress.Watch(Editor.Draft.Id, () => InvokeAsync(RefreshAsync));
        return RefreshAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        self = DotNetObjectReference.Create(this);
        script = new ComponentScript(Js, "./upload.js");
        await script.StartAsync("attach", root, self, $"/desk/drafts/{Editor.Draft.Id}/files");
    }

    private static string Count(long count) => count.ToString("#,0", CultureInfo.CurrentCulture);

    private string Facts(DraftFile file) => file switch
    {
        { IsPicture: true } => T["PictureFacts", ByteSize.Format(file.Size)],
        { IsZip: true } => T["ZipFacts", ByteSize.Format(file.Size)],
        _ => T["FileFacts", ByteSize.Format(file.Size), Count(file.Lines)],
    };

    private string Kinds(DraftFile file) => string.Join(", ", file.HiddenKinds.Select(kind => $"{F["Kind" + kind.Kind]} · {Count(kind.Count)}"));

    private async Task RefreshAsync()
    {
        var before = uploads;
        uploads = Progress.Of(Editor.Draft.Id);
        // One that vanished is in, also if another page or an older circuit sent it.
        if (before.Any(upload => upload.Problem is null && uploads.All(now => now.Id != upload.Id)))
            await Editor.ReloadFilesAsync();
        var running = uploads.Where(upload => upload.Problem is null).ToList();
        await OnProgress.InvokeAsync(running.Count == 0 ? null : running.Sum(upload => upload.Bytes) * 100 / Math.Max(1, running.Sum(upload => upload.Total)));
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
        Progress.Announce(upload.Id, upload.DraftId, actor.UserId!.Value, upload.Name, upload.Total);
        if (script?.Module is not { } module || !await module.InvokeAsync<bool>("retry", upload.Id))
            Progress.Fail(upload.Id, new Problem("UploadChooseAgain"));
    }

    private async Task RemoveAsync(Guid fileId)
    {
        await Remove.RunAsync(Editor.Draft.Id, fileId, await Current.GetAsync(), CancellationToken.None);
        await Editor.ReloadFilesAsync();
    }

    private async Task ShowHiddenAsync(Guid fileId)
    {
        var report = await ReadHidden.RunAsync(fileId, await Current.GetAsync(), CancellationToken.None);
        if (report.Ok)
        {
            var parameters = new DialogParameters<MaskedSpansDialog>
            {
                { dialog => dialog.Report, report.Value },
                { dialog => dialog.OnChanged, Editor.ReloadFilesAsync },
            };
            await Dialogs.ShowAsync<MaskedSpansDialog>(F["HiddenPlacesTitle", report.Value.Name], parameters, MaskedSpansDialog.Options);
        }
    }
}
