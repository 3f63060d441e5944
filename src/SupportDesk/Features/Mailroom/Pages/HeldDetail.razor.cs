using Microsoft.AspNetCore.Components;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Mailroom.Held;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Pages;

public sealed partial class HeldDetail
{
    private HeldView? view;
    private bool missing;
    private bool busy;
    private string number = "";
    private Party party;
    private string? problem;
    private long? placedIn;

    [Inject] public required ReadHeldLetter Read { get; init; }

    [Inject] public required HeldActions Actions { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required DeskTime Time { get; init; }

    [Parameter, EditorRequired] public Guid Id { get; set; }

    /// <summary>The list has one letter less, or one more.</summary>
    [Parameter] public EventCallback Decided { get; set; }

    private string At => view?.Row.DecidedAt is { } at ? Time.Brief(at) : "";

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        if (view is null)
            return;
        party = view.SuggestedParty;
        number = view.SuggestedNumber is { } suggested ? TicketNumber.Format(suggested) : "";
    }

    private Task AttachAsync() => PlaceAsync(actor => Actions.Attach.RunAsync(new(Id, number, party), actor, CancellationToken.None));

    private Task OpenAsync() => PlaceAsync(actor => Actions.Open.RunAsync(Id, actor, CancellationToken.None));

    private Task DismissAsync() => DecideAsync(actor => Actions.Dismiss.RunAsync(Id, actor, CancellationToken.None), _ => { });

    private Task RestoreAsync() => DecideAsync(actor => Actions.Restore.RunAsync(Id, actor, CancellationToken.None), _ => { });

    private Task PlaceAsync(Func<Actor, Task<Result<long>>> run) => DecideAsync(run, into => placedIn = into);

    private async Task DecideAsync<T>(Func<Actor, Task<Result<T>>> run, Action<T> done)
    {
        busy = true;
        var result = await run(await Current.GetAsync());
        busy = false;
        problem = result.Ok ? null : Words(result.Problems[0]);
        if (!result.Ok)
            return;
        done(result.Value);
        await LoadAsync();
        await Decided.InvokeAsync();
    }

    private async Task LoadAsync()
    {
        var read = await Read.RunAsync(Id, await Current.GetAsync(), CancellationToken.None);
        missing = !read.Ok;
        view = read.Ok ? read.Value : null;
    }

    private string Words(Problem wrong) => T["Problem_" + wrong.Code, wrong.Args!] is { ResourceNotFound: false } text ? text.Value : T["Problem_Other"].Value;
}
