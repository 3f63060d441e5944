using Microsoft.AspNetCore.Components;
using MudBlazor;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Sending;
using SupportDesk.Kernel;
using SupportDesk.Ui;

namespace SupportDesk.Features.Email.Pages;

public sealed partial class OutboxTab
{
    private static readonly OutboxState[] Always = [OutboxState.Uncertain, OutboxState.Failed, OutboxState.Queued, OutboxState.Sending, OutboxState.Sent];

    private OutboxFilter filter = new();
    private OutboxPage? page;
    private string typed = "";
    private int shown = -1;
    private int news;
    private string? problem;

    [Inject] public required ListOutbox Emails { get; init; }

    [Inject] public required DecideOutgoing Decide { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required ISnackbar Toasts { get; init; }

    /// <summary>Grows when something in the mail has changed.</summary>
    [Parameter] public int Version { get; set; }

    [SupplyParameterFromQuery(Name = "state")] public string? State { get; set; }

    [SupplyParameterFromQuery(Name = "q")] public string? Query { get; set; }

    [SupplyParameterFromQuery(Name = "after")] public string? After { get; set; }

    [SupplyParameterFromQuery(Name = "before")] public string? Before { get; set; }

    private IEnumerable<(string Key, OutboxFilter To, int Count)> Chips
    {
        get
        {
            yield return ("All", filter.First with { State = null }, CountOf(null));
            foreach (var state in Always.Concat(CountOf(OutboxState.Abandoned) > 0 || filter.State == OutboxState.Abandoned ? [OutboxState.Abandoned] : []))
                yield return (state.ToString(), filter.First with { State = state }, CountOf(state));
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        var asked = OutboxFilter.Parse(State, Query, After, Before);
        if (page is null || asked != filter)
        {
            (filter, shown, typed) = (asked, Version, asked.Query ?? "");
            await LoadAsync();
        }
        else if (shown != Version)
        {
            shown = Version;
            await RefreshAsync();
        }
    }

    private int CountOf(OutboxState? state) => page is null ? 0 : state is { } one ? page.Counts.GetValueOrDefault(one) : page.Counts.Values.Sum();

    private static string Said(int count) => count > ListOutbox.CountCap ? Plural.Number(ListOutbox.CountCap + 1) + "+" : Plural.Number(count);

    private void Search() => Navigation.NavigateTo((new OutboxFilter(filter.State, string.IsNullOrWhiteSpace(typed) ? null : typed.Trim())).Href);

    private async Task DecideAsync(OutboxRow row, OutgoingDecision decision)
    {
        var result = await Decide.RunAsync(row.Id, decision, await Current.GetAsync(), CancellationToken.None);
        problem = result.Ok ? null : ProblemMessages.Of(T, result.Problems[0]);
        if (result.Ok)
            Tell(row, decision);
        await RefreshAsync();
    }

    private void Tell(OutboxRow row, OutgoingDecision decision) =>
        Toasts.Add(T["Decided_" + decision, row.ToAddress], Severity.Normal, options =>
        {
            options.Icon = IconSvg.Of("mail");
            if (decision != OutgoingDecision.Abandon)
                return;
            options.Action = T["UndoAbandon"];
            options.OnClick = _ => InvokeAsync(() => DecideAsync(row, OutgoingDecision.Restore));
        });

    private Task ShowNewsAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        news = 0;
        page = await ReadAsync();
    }

    /// <summary>Rows change where they stand; newer e-mails wait until the reader asks for them, so that nothing moves under the hand.</summary>
    private async Task RefreshAsync()
    {
        if (page is null || page.Rows.Count == 0)
        {
            await LoadAsync();
            return;
        }

        var now = await ReadAsync();
        var shownIds = page.Rows.Select(row => row.Id).ToHashSet();
        var read = await Emails.ByIdsAsync(shownIds, await Current.GetAsync(), CancellationToken.None);
        var rows = (read.Ok ? read.Value : []).ToDictionary(row => row.Id);
        news = page.Newer is null ? now.Rows.Count(row => row.Id.CompareTo(page.Rows[0].Id) > 0) : 0;
        page = page with { Rows = [.. page.Rows.Select(row => rows.GetValueOrDefault(row.Id, row))], Counts = now.Counts };
    }

    private async Task<OutboxPage> ReadAsync()
    {
        var read = await Emails.RunAsync(filter, await Current.GetAsync(), CancellationToken.None);
        return read.Ok ? read.Value : new OutboxPage([], new Dictionary<OutboxState, int>(), null, null);
    }
}
