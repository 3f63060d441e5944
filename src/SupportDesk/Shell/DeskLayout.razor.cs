using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using SupportDesk.Kernel;

namespace SupportDesk.Shell;

public sealed partial class DeskLayout : IDisposable
{
    private Actor? actor;
    private ErrorBoundary? boundary;
    private Exception? logged;
    private string errorId = "";

    /// <summary>Outlives a planned restart of the desk.</summary>
    [PersistentState] public string? Search { get; set; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required IEnumerable<IFeature> Features { get; init; }

    [Inject] public required IStringLocalizerFactory Texts { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required ILogger<DeskLayout> Log { get; init; }

    private IEnumerable<MenuEntry> Menu => actor?.Role is not { } role ? [] : Features
        .SelectMany(feature => feature.Menu)
        .Where(entry => role >= entry.Least)
        .OrderBy(entry => entry.Order);

    private string Initials =>
        string.Concat((actor?.Name ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(word => char.ToUpperInvariant(word[0])));

    public void Dispose() => Navigation.LocationChanged -= OnNavigated;

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnNavigated;
        actor = await Current.GetAsync();
    }

    private string TextOf(MenuEntry entry) => Texts.Create(entry.Texts)[entry.Key];

    private void FindAsync() =>
        Navigation.NavigateTo("/desk/tickets?q=" + Uri.EscapeDataString(Search?.Trim() ?? ""));

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

    private void OnNavigated(object? sender, LocationChangedEventArgs args) => boundary?.Recover();
}
