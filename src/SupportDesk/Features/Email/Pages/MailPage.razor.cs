using Microsoft.AspNetCore.Components;
using SupportDesk.Features.Email.Inbox;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Pages;

public sealed partial class MailPage
{
    private static readonly string[] Known = ["held", "outbox", "mailbox"];

    private MailView? room;
    private int version;

    [Inject] public required ReadMailbox Mailbox { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required DeskTime Time { get; init; }

    [SupplyParameterFromQuery(Name = "tab")] public string? View { get; set; }

    [SupplyParameterFromQuery(Name = "letter")] public Guid? Email { get; set; }

    private string Tab => Known.Contains(View) ? View! : Known[0];

    private IEnumerable<(string Key, int Count)> Tabs =>
        [("held", room?.Counts.Suspended ?? 0), ("outbox", room?.Troubled ?? 0), ("mailbox", room?.Counts.Failed ?? 0)];

    // It counts the whole ledger.
    protected override TimeSpan RefreshPause => TimeSpan.FromMilliseconds(500);

    protected override Task OnInitializedAsync() => LoadAndListenAsync(LoadAsync);

    protected override bool Concerns(Change change) => change.Kind == ChangeKind.Email;

    protected override Task RefreshAsync(IReadOnlyCollection<Change> changed) => LoadAsync();

    private async Task LoadAsync()
    {
        var read = await Mailbox.RunAsync(await Current.GetAsync(), CancellationToken.None);
        if (!read.Ok)
            return;
        room = read.Value;
        version++;
    }

    private string Count(string key, int count) => T[Plural.Key(key, count), count];
}
