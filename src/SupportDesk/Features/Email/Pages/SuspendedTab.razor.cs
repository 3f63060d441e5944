using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportDesk.Features.Email.Suspended;
using SupportDesk.Kernel;
using SupportDesk.Ui;

namespace SupportDesk.Features.Email.Pages;

public sealed partial class SuspendedTab : IAsyncDisposable
{
    private SuspendedFilter filter = new();
    private SuspendedPage? page;
    private int shown = -1;
    private ElementReference root;
    private ComponentScript? keys;

    [Inject] public required ListSuspendedEmails Emails { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required DeskTime Time { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    [Parameter] public Guid? Email { get; set; }

    /// <summary>Grows when something in the mail has changed.</summary>
    [Parameter] public int Version { get; set; }

    [SupplyParameterFromQuery(Name = "show")] public string? Show { get; set; }

    [SupplyParameterFromQuery(Name = "after")] public string? After { get; set; }

    [SupplyParameterFromQuery(Name = "before")] public string? Before { get; set; }

    /// <summary>The e-mail below the open one, or the first of those that wait: what is read next.</summary>
    private string? NextHref
    {
        get
        {
            var rows = page?.Rows ?? [];
            var below = rows.SkipWhile(row => row.Id != Email).Skip(1);
            var next = below.Concat(rows).FirstOrDefault(row => row.Id != Email);
            return next is null ? null : filter.Href(next.Id);
        }
    }

    public ValueTask DisposeAsync() => keys?.DisposeAsync() ?? ValueTask.CompletedTask;

    protected override async Task OnParametersSetAsync()
    {
        var asked = SuspendedFilter.Parse(Show, After, Before);
        if (page is not null && asked == filter && shown == Version)
            return;
        (filter, shown) = (asked, Version);
        await LoadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (keys is not null || root.Id is null)
            return;
        keys = new ComponentScript(Js, "./queue.js");
        await keys.StartAsync("start", root);
    }

    private async Task LoadAsync()
    {
        var read = await Emails.RunAsync(filter, await Current.GetAsync(), CancellationToken.None);
        page = read.Ok ? read.Value : new SuspendedPage([], 0, 0, null, null);
    }
}
