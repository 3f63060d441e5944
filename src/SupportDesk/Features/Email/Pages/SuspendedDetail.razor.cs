using Microsoft.AspNetCore.Components;
using MudBlazor;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Messages;
using SupportDesk.Features.Email.Suspended;
using SupportDesk.Kernel;
using SupportDesk.Ui;

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

    [Inject] public required ISnackbar Toasts { get; init; }

    [Parameter, EditorRequired] public Guid Id { get; set; }

    /// <summary>The list it was chosen from.</summary>
    [Parameter] public string BackHref { get; set; } = SuspendedFilter.Path;

    /// <summary>What is read next; null if nothing is left.</summary>
    [Parameter] public string? NextHref { get; set; }

    /// <summary>The list has one e-mail less, or one more.</summary>
    [Parameter] public EventCallback Decided { get; set; }

    private string? Suggestion =>
        view is { SuggestedTitle: { } title, SuggestedNumber: { } hint } ? T["Suggested", TicketNumber.Format(hint), title].Value : null;

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

    private Task DismissAsync() => DecideAsync(actor => Dismiss.RunAsync(Id, actor, CancellationToken.None), _ => TellDismissed());

    private Task RestoreAsync() => DecideAsync(actor => Restore.RunAsync(Id, actor, CancellationToken.None), _ => { });

    private Task PlaceAsync(Func<Actor, Task<Result<long>>> run) => DecideAsync(run, into => placedIn = into);

    private void TellDismissed() =>
        Toasts.Add(T["DismissedToast", view!.Row.FromAddress], Severity.Normal, options =>
        {
            options.Icon = IconSvg.Of("mail");
            options.Action = T["Undo"];
            // The person may read another e-mail by then, where this component is gone.
            options.OnClick = async _ => await Restore.RunAsync(Id, await Current.GetAsync(), CancellationToken.None);
        });

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
