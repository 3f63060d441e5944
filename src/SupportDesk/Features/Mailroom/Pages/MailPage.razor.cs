using Microsoft.AspNetCore.Components;
using SupportDesk.Features.Mailroom.Receiving;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Pages;

public sealed partial class MailPage : IDisposable
{
    private static readonly string[] Known = ["held", "outbox", "mailbox"];
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    private IDisposable? subscription;
    private MailroomView? room;
    private int version;
    private int waiting;

    [Inject] public required ReadMailbox Mailbox { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required Changes Changes { get; init; }

    [Inject] public required DeskTime Time { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    [SupplyParameterFromQuery(Name = "tab")] public string? View { get; set; }

    [SupplyParameterFromQuery(Name = "letter")] public Guid? Letter { get; set; }

    private string Tab => Known.Contains(View) ? View! : Known[0];

    private IEnumerable<(string Key, int Count)> Tabs => [("held", room?.Counts.Held ?? 0), ("outbox", room?.Troubled ?? 0), ("mailbox", room?.Counts.Failed ?? 0)];

    public void Dispose() => subscription?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        subscription = Changes.Subscribe(_ => Note());
        await LoadAsync();
    }

    // Many changes at once make the page ask once.
    private void Note()
    {
        if (Interlocked.Exchange(ref waiting, 1) == 0)
        {
            _ = InvokeAsync(async () =>
            {
                await Task.Delay(Quiet, Clock);
                Interlocked.Exchange(ref waiting, 0);
                await LoadAsync();
                StateHasChanged();
            });
        }
    }

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
