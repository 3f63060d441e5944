using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Accounts.Sessions;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts;

public sealed partial class SignIn
{
    // A hash of nothing anyone knows: an unknown address costs the same time as a known one (T-71).
    private static readonly DeskUser Nobody = new() { DisplayName = "" };
    private static string? nobodysHash;

    private string? problem;
    private bool submitted;

    [SupplyParameterFromForm(FormName = "sign-in")] public Form? Posted { get; set; }

    private Form Model => Posted ??= new Form();

    [SupplyParameterFromQuery(Name = "return")] public string? ReturnUrl { get; set; }

    [Inject] public required SignInManager<DeskUser> Session { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IPasswordHasher<DeskUser> Hasher { get; init; }

    [Inject] internal DeskSessions Sessions { get; init; } = null!;

    [Inject] internal SignInLimits Limits { get; init; } = null!;

    [CascadingParameter] public required HttpContext Http { get; set; }

    private string? ErrorOf(string? typed, string missing) => submitted && string.IsNullOrWhiteSpace(typed) ? T[missing].Value : null;

    private async Task SubmitAsync()
    {
        submitted = true;
        if (string.IsNullOrWhiteSpace(Model.Email) || string.IsNullOrWhiteSpace(Model.Password))
            return;
        using var attempt = await Limits.BeginAsync(Http.Connection.RemoteIpAddress, Model.Email, Http.RequestAborted);
        if (attempt is null)
        {
            problem = "SignInLocked";
            return;
        }

        var user = await Session.UserManager.FindByEmailAsync(Model.Email?.Trim() ?? "");
        if (await FitsAsync(user) && !await Session.UserManager.IsLockedOutAsync(user!))
        {
            await Session.SignInWithClaimsAsync(user!, isPersistent: false, [await Sessions.BeginAsync(user!, Http)]);
            Navigation.NavigateTo(LocalUrl.OrHome(ReturnUrl, "/desk"));
            return;
        }

        attempt.Fail();
        problem = "SignInWrong";
    }

    private async Task<bool> FitsAsync(DeskUser? user)
    {
        var password = Model.Password ?? "";
        if (user?.PasswordHash is not null)
            return await Session.UserManager.CheckPasswordAsync(user, password);
        Hasher.VerifyHashedPassword(Nobody, nobodysHash ??= Hasher.HashPassword(Nobody, Ids.Secret()), password);
        return false;
    }

    public sealed class Form
    {
        public string? Email { get; set; }

        public string? Password { get; set; }
    }
}
