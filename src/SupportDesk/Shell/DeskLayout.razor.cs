using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using MudBlazor;
using SupportDesk.Kernel;
using SupportDesk.Shell.Frame;
using SupportDesk.Ui;

namespace SupportDesk.Shell;

public sealed partial class DeskLayout : IDisposable
{
    private Actor? actor;
    private bool? choice;
    private ErrorBoundary? boundary;
    private Exception? logged;
    private string errorId = "";
    private IDialogReference? palette;

    /// <summary>What the person chose before; comes from Routes.</summary>
    [CascadingParameter(Name = "Rail")] public bool? RailChosen { get; set; }

    /// <summary>The page that is shown; comes from Routes.</summary>
    [CascadingParameter(Name = "Page")] public Type? Page { get; set; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] internal Sections Sections { get; init; } = null!;

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IDialogService Dialogs { get; init; }

    [Inject] public required IStringLocalizer<ShellText> Texts { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    [Inject] public required ILogger<DeskLayout> Log { get; init; }

    private bool IsOpen => RailChoice.IsOpen(choice, Page?.IsDefined(typeof(FocusedPageAttribute), inherit: true) == true);

    private IReadOnlyList<Section> Here => Sections.Of(actor, new Uri(Navigation.Uri).AbsolutePath);

    public void Dispose() => Navigation.LocationChanged -= OnNavigated;

    protected override async Task OnInitializedAsync()
    {
        choice = RailChosen;
        Navigation.LocationChanged += OnNavigated;
        actor = await Current.GetAsync();
    }

    private async Task FoldAsync()
    {
        choice = !IsOpen;
        try
        {
            await using var rail = await Js.InvokeAsync<IJSObjectReference>("import", "./frame.js");
            await rail.InvokeVoidAsync("remember", choice);
        }
        catch (JSException error)
        {
            // It is folded; only the next page will not know.
            Log.LogWarning(error, "The choice of the rail could not be kept");
        }
    }

    private async Task FindAsync()
    {
        if (palette is { Result.IsCompleted: false })
            return;
        palette = await Dialogs.ShowAsync<CommandPalette>(Texts["PaletteTitle"], CommandPalette.Options);
    }

    // The page shows a number, the log has the rest under the same number.
    private string ErrorId(Exception error)
    {
        if (!ReferenceEquals(error, logged))
        {
            logged = error;
            errorId = Ids.Code(8);
            Log.LogError(error, "Page failed, error number {ErrorId}", errorId);
        }

        return errorId;
    }

    private void Recover() => boundary?.Recover();

    private void OnNavigated(object? sender, LocationChangedEventArgs args)
    {
        boundary?.Recover();
        // A link in the palette, or Back while it was open.
        palette?.Close();
        _ = InvokeAsync(StateHasChanged);
    }
}
