using Microsoft.AspNetCore.Components;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Messages;
using SupportDesk.Features.Email.Suspended;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Pages;

public sealed partial class SuspendedDetail
{
    private SuspendedView? view;
    private EmailDetails? email;
    private bool addSender;
    private bool missing;
    private bool busy;
    private string number = "";
    private Party party;
    private string? problem;
    private long? placedIn;

    [Inject] public required ReadSuspendedEmail Read { get; init; }

    [Inject] public required ReadEmail Whole { get; init; }

    [Inject] public required AttachSuspendedEmail Attach { get; init; }

    [Inject] public required OpenFromSuspendedEmail Open { get; init; }

    [Inject] public required DismissSuspendedEmail Dismiss { get; init; }

    [Inject] public required RestoreSuspendedEmail Restore { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required DeskTime Time { get; init; }

    [Parameter, EditorRequired] public Guid Id { get; set; }

    /// <summary>The list has one e-mail less, or one more.</summary>
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

    private Task AttachAsync() => PlaceAsync(actor => Attach.RunAsync(new(Id, number, party, addSender), actor, CancellationToken.None));

    private Task OpenAsync() => PlaceAsync(actor => Open.RunAsync(Id, actor, CancellationToken.None));

    private Task DismissAsync() => DecideAsync(actor => Dismiss.RunAsync(Id, actor, CancellationToken.None), _ => { });

    private Task RestoreAsync() => DecideAsync(actor => Restore.RunAsync(Id, actor, CancellationToken.None), _ => { });

    private Task PlaceAsync(Func<Actor, Task<Result<long>>> run) => DecideAsync(run, into => placedIn = into);

    private async Task DecideAsync<TDone>(Func<Actor, Task<Result<TDone>>> run, Action<TDone> done)
    {
        busy = true;
        var result = await run(await Current.GetAsync());
        busy = false;
        problem = result.Ok ? null : ProblemMessages.Of(T, result.Problems[0]);
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
        email = await Whole.RunAsync(Id, actor, CancellationToken.None) is { Ok: true } whole ? whole.Value : null;
    }
}
