using Microsoft.AspNetCore.Components;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Pages;

public sealed partial class MailPage
{
    private static readonly string[] Known = ["held", "outbox", "mailbox"];

    private MailCounts? counts;
    private int version;

    [Inject] public required CountMail Count { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [SupplyParameterFromQuery(Name = "tab")] public string? View { get; set; }

    [SupplyParameterFromQuery(Name = "letter")] public Guid? Email { get; set; }

    protected override TimeSpan RefreshPause => TimeSpan.FromMilliseconds(500);

    private string Tab => TabOf(View);

    internal static string TabOf(string? asked) => Known.Contains(asked) ? asked! : Known[0];

    protected override Task OnInitializedAsync() => LoadAndListenAsync(LoadAsync);

    protected override bool Concerns(Change change) => change.Kind == ChangeKind.Email;

    protected override Task RefreshAsync(IReadOnlyCollection<Change> changed) => LoadAsync();

    private async Task LoadAsync()
    {
        counts = await Count.RunAsync(await Current.GetAsync(), CancellationToken.None) is { Ok: true } read ? read.Value : null;
        version++;
    }
}
