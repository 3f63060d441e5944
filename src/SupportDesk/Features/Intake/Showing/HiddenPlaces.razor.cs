using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportDesk.Features.Intake.Drafts;
using SupportDesk.Ui;

namespace SupportDesk.Features.Intake.Showing;

/// <summary>
/// Lists what was hidden in a file, with its surroundings, which the browser reads from its own copy and sends nowhere.
/// Chosen places are shown by sending that copy once more.
/// </summary>
public sealed partial class HiddenPlaces
{
    private const int Step = 50;
    private readonly HashSet<PlaceRef> chosen = [];
    private ElementReference root;
    private ElementReference list;
    private ComponentScript? script;
    private DotNetObjectReference<HiddenPlaces>? self;
    private IReadOnlyList<PlaceLine> lines = [];
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

    [Parameter, EditorRequired] public required ReadHiddenPlaces.Report Report { get; set; }

    /// <summary>The stored file is another one now.</summary>
    [Parameter] public Func<Task>? OnChanged { get; set; }

    [Inject] public required IJSRuntime Js { get; init; }

    [Inject] public required DraftFiles Files { get; init; }

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
        lines = PlaceLine.Of(Report);
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

    private string Where(PlaceLine line) => T["LineOf", Number(line.Place.Line)];

    private void Toggle(PlaceRef place)
    {
        (done, problem) = (null, null);
        if (!chosen.Add(place))
            chosen.Remove(place);
    }

    private Task ShowAsync()
    {
        reasonMissing = string.IsNullOrWhiteSpace(reason);
        return reasonMissing ? Task.CompletedTask : SendAsync(new PlaceChange(true, reason, [.. chosen]));
    }

    private Task HideAsync(PlaceRef place) => SendAsync(new PlaceChange(false, null, [place]));

    private async Task SendAsync(PlaceChange change)
    {
        (done, problem, sending, changing) = (null, null, true, change.Places.Count);
        await script!.Handle!.InvokeVoidAsync("send", $"/desk/drafts/{Report.DraftId}/files/{Report.FileId}/places", change);
    }

    private async Task ReloadAsync()
    {
        if (await Files.HiddenAsync(Report.FileId) is { Ok: true } report)
        {
            Report = report.Value;
            lines = PlaceLine.Of(Report);
        }

        if (OnChanged is not null)
            await OnChanged();
    }
}
