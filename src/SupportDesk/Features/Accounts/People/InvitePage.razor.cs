using Microsoft.AspNetCore.Components;
using SupportDesk.Features.Accounts.Links;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts.People;

public sealed partial class InvitePage
{
    internal const string Path = PeopleFilter.Path + "/new";

    private readonly Invited model = new();
    private IReadOnlyList<ListShops.Row> shops = [];
    private IReadOnlyList<Problem> problems = [];
    private IssuedLink? issued;
    private bool canSend;
    private bool isBusy;

    [Inject] public required ListShops Shops { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] internal InviteUser Invite { get; init; } = null!;

    [Inject] internal IssueLink Links { get; init; } = null!;

    private string? General => problems.FirstOrDefault(problem => problem.Field is null) is { } problem ? T[problem.Code, problem.Args!].Value : null;

    protected override async Task OnInitializedAsync()
    {
        shops = await Shops.RunAsync(await Current.GetAsync(), CancellationToken.None);
        model.Person.Shop = shops.Count == 1 ? shops[0].MerchantLogin : null;
        model.ByEmail = canSend = Links.CanSend;
    }

    private async Task SaveAsync()
    {
        if (isBusy)
            return;
        isBusy = true;
        try
        {
            var made = await Invite.RunAsync(
                new(model.Person.Name, model.Person.Email, model.Person.Role, model.Person.Shop, model.ByEmail),
                await Current.GetAsync(), CancellationToken.None);
            problems = made.Problems;
            if (made.Ok)
                issued = made.Value;
        }
        finally
        {
            isBusy = false;
        }
    }

    // What was shown is forgotten with the page.
    private void Done() => Navigation.NavigateTo(PeopleFilter.Path);

    private sealed class Invited
    {
        public PersonModel Person { get; } = new() { Role = DeskRole.MerchantStaff };

        public bool ByEmail { get; set; }
    }
}
