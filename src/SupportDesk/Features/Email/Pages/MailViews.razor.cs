using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Pages;

public sealed partial class MailViews
{
    private MailCounts? counts;
    private bool mayWrite;

    [Inject] public required CountMail Count { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    // Counting follows what happens, not the eye.
    protected override TimeSpan RefreshPause => TimeSpan.FromMilliseconds(500);

    private IEnumerable<(string Key, string Href, int Count)> Views
    {
        get
        {
            yield return ("outbox", "/desk/mail?tab=outbox", counts?.Outgoing ?? 0);
            yield return ("held", "/desk/mail", counts?.Held ?? 0);
            yield return ("mailbox", "/desk/mail?tab=mailbox", counts?.Mailboxes ?? 0);
            yield return ("test", "/desk/mail/test", counts?.Tests ?? 0);
            if (mayWrite)
                yield return ("templates", "/desk/settings/templates", 0);
        }
    }

    private string? Here
    {
        get
        {
            var address = Navigation.ToAbsoluteUri(Navigation.Uri);
            return address.AbsolutePath switch
            {
                "/desk/mail" => MailPage.TabOf(QueryHelpers.ParseQuery(address.Query).GetValueOrDefault("tab")),
                "/desk/mail/test" => "test",
                _ => null,
            };
        }
    }

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnNavigated;
        mayWrite = (await Current.GetAsync()).Role == DeskRole.Admin;
        await LoadAndListenAsync(CountAsync);
    }

    protected override bool Concerns(Change change) => change.Kind == ChangeKind.Email;

    protected override Task RefreshAsync(IReadOnlyCollection<Change> changed) => CountAsync();

    protected override void Dispose(bool disposing)
    {
        Navigation.LocationChanged -= OnNavigated;
        base.Dispose(disposing);
    }

    private async Task CountAsync() =>
        counts = await Count.RunAsync(await Current.GetAsync(), CancellationToken.None) is { Ok: true } read ? read.Value : null;

    private void OnNavigated(object? sender, LocationChangedEventArgs args) => _ = InvokeAsync(StateHasChanged);
}
