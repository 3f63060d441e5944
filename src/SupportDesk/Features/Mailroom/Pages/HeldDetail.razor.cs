using Microsoft.AspNetCore.Components;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Mailroom.Held;
using SupportDesk.Features.Mailroom.Letters;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Pages;

public sealed partial class HeldDetail
{
    private HeldView? view;
    private LetterView? letter;
    private bool addSender;
    private bool missing;
    private bool busy;
    private string number = "";
    private Party party;
    private string? problem;
    private long? placedIn;

    [Inject] public required ReadHeldLetter Read { get; init; }

    [Inject] public required ReadLetter Whole { get; init; }

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

    private Task AttachAsync() => PlaceAsync(actor => Actions.Attach.RunAsync(new(Id, number, party, addSender), actor, CancellationToken.None));

    private Task OpenAsync() => PlaceAsync(actor => Actions.Open.RunAsync(Id, actor, CancellationToken.None));

    private Task DismissAsync() => DecideAsync(actor => Actions.Dismiss.RunAsync(Id, actor, CancellationToken.None), _ => { });

    private Task RestoreAsync() => DecideAsync(actor => Actions.Restore.RunAsync(Id, actor, CancellationToken.None), _ => { });

    private Task PlaceAsync(Func<Actor, Task<Result<long>>> run) => DecideAsync(run, into => placedIn = into);

    private async Task DecideAsync<TDone>(Func<Actor, Task<Result<TDone>>> run, Action<TDone> done)
    {
        busy = true;
        var result = await run(await Current.GetAsync());
        busy = false;
        problem = result.Ok ? null : ProblemWords.Of(T, result.Problems[0]);
        if (!result.Ok)
            return;
        done(result.Value);
        await LoadAsync();
        await Decided.InvokeAsync();
    }

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        var read = await Read.RunAsync(Id, actor, CancellationToken.None);
        missing = !read.Ok;
        view = read.Ok ? read.Value : null;
        letter = await Whole.RunAsync(Id, actor, CancellationToken.None) is { Ok: true } whole ? whole.Value : null;
    }
}
