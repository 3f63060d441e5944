using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MudBlazor;
using SupportDesk.Kernel;
using SupportDesk.Ui;

namespace SupportDesk.Shell.Frame;

public sealed partial class CommandPalette : IDisposable
{
    private const int Longest = 200;

    // Long enough that a word typed at speed is one question, short enough not to be noticed.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private readonly PageLifetime closed = new();
    private CancellationTokenSource? asked;
    private IReadOnlyList<PaletteEntry> shown = [];
    private string typed = "";
    private string? answered;
    private int at;
    private bool finding;
    private bool failed;
    private bool moved;

    public static DialogOptions Options { get; } = new()
    {
        NoHeader = true,
        CloseOnEscapeKey = true,
        BackdropClick = true,
        Position = DialogPosition.TopCenter,
        MaxWidth = MaxWidth.Small,
        FullWidth = true,
    };

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = null!;

    [Inject] public required IEnumerable<IPaletteSource> Sources { get; init; }

    [Inject] internal Sections Sections { get; init; } = null!;

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    [Inject] public required ILogger<CommandPalette> Log { get; init; }

    private PaletteEntry? Chosen => shown.ElementAtOrDefault(at);

    public void Dispose()
    {
        closed.Dispose();
        asked?.Dispose();
    }

    protected override async Task OnInitializedAsync() => await LoadAsync(closed.Token);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!moved)
            return;
        moved = false;
        await using var frame = await Js.InvokeAsync<IJSObjectReference>("import", "./frame.js");
        await frame.InvokeVoidAsync("reveal", IdOf(at));
    }

    private static string IdOf(int index) => "palette-" + index;

    private async Task FindAsync()
    {
        asked?.Cancel();
        asked?.Dispose();
        asked = CancellationTokenSource.CreateLinkedTokenSource(closed.Token);
        var mine = asked.Token;
        try
        {
            await Task.Delay(Pause, Clock, mine);
            await LoadAsync(mine);
        }
        catch (OperationCanceledException)
        {
            // Another key was struck, or the palette was closed.
        }
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        finding = true;
        try
        {
            var words = typed.Trim();
            var actor = await Current.GetAsync();
            var found = await Task.WhenAll(Sources.Select(source => source.FindAsync(words, actor, ct)));
            ct.ThrowIfCancellationRequested();
            shown = [.. found.SelectMany(some => some).Concat(Places(words, actor)).OrderBy(entry => entry.Group)];
            (at, failed, finding, answered) = (0, false, false, words);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.LogError(error, "The command palette could not be filled");
            (shown, failed, finding) = ([], true, false);
        }
    }

    private IEnumerable<PaletteEntry> Places(string words, Actor actor) =>
        from section in Sections.Of(actor, path: "")
        where section.Name.Contains(words, StringComparison.CurrentCultureIgnoreCase)
        select new PaletteEntry(PaletteGroup.Go, section.Icon, section.Name, null, section.Href);

    private async Task OnKeyAsync(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            // The library listens a round trip after the palette is drawn; the keyboard stands here before that.
            case "Escape":
                Dialog.Cancel();
                break;
            case "ArrowDown" when shown.Count > 0:
                (at, moved) = ((at + 1) % shown.Count, true);
                break;
            case "ArrowUp" when shown.Count > 0:
                (at, moved) = ((at - 1 + shown.Count) % shown.Count, true);
                break;
            case "Enter":
                // What was typed last counts, not what was found for less of it.
                if (answered != typed.Trim())
                {
                    asked?.Cancel();
                    await LoadAsync(closed.Token);
                }

                if (Chosen is { } entry)
                {
                    Close();
                    Navigation.NavigateTo(entry.Href);
                }

                break;
        }
    }

    private void Close() => Dialog.Close();
}
