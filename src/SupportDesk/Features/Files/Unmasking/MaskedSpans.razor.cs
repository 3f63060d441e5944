using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportDesk.Kernel;
using SupportDesk.Ui;

namespace SupportDesk.Features.Files.Unmasking;

/// <summary>
/// Lists what was hidden in a file, with its surroundings, which the browser reads from its own copy and sends nowhere.
/// Chosen places are shown by sending that copy once more.
/// </summary>
public sealed partial class MaskedSpans
{
    private const int Step = 50;
    private readonly HashSet<SpanRef> chosen = [];
    private ElementReference root;
    private ElementReference list;
    private ComponentScript? script;
    private DotNetObjectReference<MaskedSpans>? self;
    private IReadOnlyList<SpanLine> lines = [];
    private int rows = Step;
    private bool isArchive;
    private bool started;
    private bool hasFile;
    private bool sending;
    private bool reasonMissing;
    private bool toList;
    private int changing;
    private string reason = "";
    private string? problem;
    private string? done;

    [Parameter, EditorRequired] public required ListMaskedSpans.Report Report { get; set; }

    /// <summary>The stored file is another one now.</summary>
    [Parameter] public Func<Task>? OnChanged { get; set; }

    [Inject] public required IJSRuntime Js { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required ListMaskedSpans Read { get; init; }

    [JSInvokable]
    public void Chosen(bool same)
    {
        hasFile = same;
        problem = same ? null : T["FileOther"].Value;
        StateHasChanged();
    }

    [JSInvokable]
    public async Task EndedAsync(int status, string? message)
    {
        sending = false;
        if (status == 200)
        {
            done = T["PlacesChanged", changing].Value;
            reason = "";
            chosen.Clear();
            await ReloadAsync();
            toList = true;
        }
        else
        {
            // Nothing came back at all: the line is away, or the browser cannot read the file any more.
            problem = string.IsNullOrEmpty(message) ? T[status == 0 ? "FileUnreadable" : "UploadFailed"].Value : message;
            hasFile = script?.Handle is { } handle && await handle.InvokeAsync<bool>("has");
        }

        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        self?.Dispose();
        if (script is not null)
            await script.DisposeAsync();
    }

    protected override void OnParametersSet()
    {
        lines = SpanLine.Of(Report);
        isArchive = Report.Places.Any(place => place.Entry is not null);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // The button that was pressed is gone, and without the hand inside it the dialog hears no Escape.
        if (toList)
        {
            toList = false;
            await list.FocusAsync(preventScroll: true);
        }

        if (!firstRender)
            return;
        self = DotNetObjectReference.Create(this);
        script = new ComponentScript(Js, "./places.js");
        if (!await script.StartAsync("attach", root, self, Report.FileId, Report.SourceSize))
            return;
        hasFile = await script.Handle!.InvokeAsync<bool>("has");
        started = true;
        StateHasChanged();
    }

    private static string Number(long value) => value.ToString("#,0", CultureInfo.CurrentCulture);

    private string Where(SpanLine line) => T["LineOf", Number(line.Place.Line)];

    private void Toggle(SpanRef place)
    {
        (done, problem) = (null, null);
        if (!chosen.Add(place))
            chosen.Remove(place);
    }

    private Task ShowAsync()
    {
        reasonMissing = string.IsNullOrWhiteSpace(reason);
        return reasonMissing ? Task.CompletedTask : SendAsync(new SpanChange(true, reason, [.. chosen]));
    }

    private Task HideAsync(SpanRef place) => SendAsync(new SpanChange(false, null, [place]));

    private async Task SendAsync(SpanChange change)
    {
        (done, problem, sending, changing) = (null, null, true, change.Places.Count);
        await script!.Handle!.InvokeVoidAsync("send", $"/desk/drafts/{Report.DraftId}/files/{Report.FileId}/places", change);
    }

    private async Task ReloadAsync()
    {
        if (await Read.RunAsync(Report.FileId, await Current.GetAsync(), CancellationToken.None) is { Ok: true } report)
        {
            Report = report.Value;
            lines = SpanLine.Of(Report);
        }

        if (OnChanged is not null)
            await OnChanged();
    }
}
