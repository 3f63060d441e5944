using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts;

public sealed partial class SignIn
{
    // A hash of nothing anyone knows: an unknown address costs the same time as a known one (T-71).
    private static readonly DeskUser Nobody = new() { DisplayName = "" };
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<DeskUser>().HashPassword(Nobody, Ids.Secret()));

    private string? problem;

    [SupplyParameterFromForm(FormName = "sign-in")] public Form? Posted { get; set; }

    private Form Model => Posted ??= new Form();

    [SupplyParameterFromQuery(Name = "return")] public string? ReturnUrl { get; set; }

    [Inject] public required SignInManager<DeskUser> Session { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    private async Task SubmitAsync()
    {
        var user = await Session.UserManager.FindByEmailAsync(Model.Email?.Trim() ?? "");
        if (user is null)
        {
            new PasswordHasher<DeskUser>().VerifyHashedPassword(Nobody, NobodysHash.Value, Model.Password ?? "");
            problem = "SignInWrong";
            return;
        }

        var result = await Session.PasswordSignInAsync(user, Model.Password ?? "", isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded)
            Navigation.NavigateTo(LocalUrl.OrHome(ReturnUrl, "/desk"));
        else
            problem = result.IsLockedOut ? "SignInLocked" : "SignInWrong";
    }

    public sealed class Form
    {
        public string? Email { get; set; }

        public string? Password { get; set; }
    }
}
