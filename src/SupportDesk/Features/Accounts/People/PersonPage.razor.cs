using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using SupportDesk.Data.Access;
using SupportDesk.Features.Accounts.Links;
using SupportDesk.Features.Accounts.Sessions;
using SupportDesk.Kernel;
using SupportDesk.Ui.Controls;

namespace SupportDesk.Features.Accounts.People;

public sealed partial class PersonPage
{
    private readonly PersonModel model = new();
    private ListPeople.Row? row;
    private IReadOnlyList<ListShops.Row> shops = [];
    private IReadOnlyList<Problem> problems = [];
    private IssuedLink? issued;
    private Guid? here;
    private bool mayChange;
    private bool isSelf;
    private bool isBusy;
    private int version;

    [Parameter] public Guid Id { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> State { get; set; }

    [Inject] public required ListPeople People { get; init; }

    [Inject] public required ListShops Shops { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] internal PersonActs Acts { get; init; } = null!;

    [Inject] internal PersonLabels Labels { get; init; } = null!;

    private string? General =>
        problems.FirstOrDefault(problem => problem.Field is null or "email") is { } problem ? T[problem.Code, problem.Args!].Value : null;

    internal static string HrefOf(Guid id) => $"{PeopleFilter.Path}/{id}";

    protected override async Task OnParametersSetAsync()
    {
        var actor = await Current.GetAsync();
        (mayChange, isSelf, here) = (actor.ManagesPeople(), actor.UserId == Id, DeskSessions.IdOf((await State).User));
        shops = await Shops.RunAsync(actor, CancellationToken.None);
        await LoadAsync();
        if (row is null)
            Navigation.NotFound();
    }

    private async Task LoadAsync()
    {
        var read = await People.OneAsync(Id, await Current.GetAsync(), CancellationToken.None);
        row = read.Ok ? read.Value : null;
        if (row is not null)
            (model.Name, model.Email, model.Role, model.Shop) = (row.Name, row.Email, row.Role, row.MerchantLogin);
        version++;
    }

    private Task SaveAsync() => DoAsync(async actor =>
    {
        var was = new ChangeUser.Seen(row!.Name, row.Email, row.Role, row.MerchantLogin);
        var saved = await Acts.Change.RunAsync(new(Id, model.Name, model.Email, model.Role, model.Shop, was), actor, CancellationToken.None);
        // Whoever saves again has seen what stands there now.
        if (saved.Problems.Any(problem => problem.Code == "PersonChangedMeanwhile"))
            row = (await People.OneAsync(Id, actor, CancellationToken.None)) is { Ok: true } read ? read.Value : row;
        return saved.Problems;
    }, "Saved");

    private async Task SwitchAsync()
    {
        if (!row!.IsBlocked && !await Acts.Dialogs.ConfirmAsync(T["BlockAsk", row.Name], T["BlockText"], T["Block"], T["Cancel"]))
            return;
        await DoAsync(async actor =>
            (await Acts.Disable.RunAsync(row.Email, !row.IsBlocked, actor, CancellationToken.None)).Problems, row.IsBlocked ? "Unblocked" : "Blocked");
    }

    private async Task AskLinkAsync()
    {
        var text = T[row!.IsInvited ? "LinkAskInvitation" : "LinkAskReset"];
        var byEmail = await Acts.Dialogs.AskHowAsync(T["LinkAsk"], text, T["LinkShow"], Acts.Issue.CanSend ? T["LinkMail"].Value : null, T["Cancel"]);
        if (byEmail is not { } mail)
            return;
        await DoAsync(async actor =>
        {
            var made = await Acts.Issue.RunAsync(Id, mail, actor, CancellationToken.None);
            issued = made.Ok ? made.Value : null;
            return made.Problems;
        }, null);
    }

    private async Task DoAsync(Func<Actor, Task<IReadOnlyList<Problem>>> act, string? done)
    {
        if (isBusy)
            return;
        isBusy = true;
        try
        {
            problems = await act(await Current.GetAsync());
            if (problems.Count > 0)
                return;
            if (done is not null)
                Acts.Snackbar.Add(T[done], Severity.Success);
            await LoadAsync();
        }
        finally
        {
            isBusy = false;
        }
    }
}
