using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Accounts.Sessions;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts;

public sealed partial class Setup
{
    private IReadOnlyList<Problem> problems = [];
    private bool open;

    [SupplyParameterFromForm(FormName = "setup")] public Form? Posted { get; set; }

    private Form Model => Posted ??= new Form();

    [SupplyParameterFromQuery(Name = "key")] public string? Key { get; set; }

    [Inject] public required CreateFirstAdmin Create { get; init; }

    [Inject] public required SignInManager<DeskUser> Session { get; init; }

    [Inject] internal DeskSessions Sessions { get; init; } = null!;

    [CascadingParameter] public required HttpContext Http { get; set; }

    [Inject] public required NavigationManager Navigation { get; init; }

    protected override async Task OnInitializedAsync() => open = await Create.IsOpenAsync(Key, CancellationToken.None);

    private string? ErrorOf(string field) =>
        problems.FirstOrDefault(p => p.Field == field) is { } problem ? T[problem.Code, problem.Args!].Value : null;

    private async Task SubmitAsync()
    {
        var created = await Create.RunAsync(
            new(Key, Model.Name, Model.Email, Model.Password, Model.ShopName, Model.MerchantLogin), CancellationToken.None);
        if (created.Ok)
        {
            await Session.SignInWithClaimsAsync(created.Value, isPersistent: false, [await Sessions.BeginAsync(created.Value, Http)]);
            Navigation.NavigateTo("/desk");
            return;
        }

        problems = created.Problems;
        open = !problems.Contains(Problem.NotFound);
    }

    public sealed class Form
    {
        public string? Name { get; set; }

        public string? Email { get; set; }

        public string? Password { get; set; }

        public string? ShopName { get; set; }

        public string? MerchantLogin { get; set; }
    }
}
