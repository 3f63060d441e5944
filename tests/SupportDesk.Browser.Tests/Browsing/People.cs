using SupportDesk.Browser.Tests.Support;

namespace SupportDesk.Browser.Tests.Browsing;

/// <summary>Who signs in, through the pages that people use.</summary>
internal static class People
{
    public const string AdminEmail = "oleg@desk.example";
    public const string Password = "медленная-улитка-42";

    public static (string Name, string Value)[] SetupForm =>
    [
        ("Name", "Олег Рябинин"), ("Email", AdminEmail), ("Password", Password), ("ShopName", "Лавка «Тмин»"), ("MerchantLogin", "lavka-tmin"),
    ];

    /// <summary>The administrator stands in the desk: with the session of its template, or through the form if it has none.</summary>
    public static async Task SetUpAsync(this Window window)
    {
        if (window.Desk.Template is { } template)
        {
            await window.Page.Context.AddCookiesAsync([
                new()
                {
                    Name = DeskTemplate.SessionCookie,
                    Value = template.Session,
                    Url = window.Desk.Url,
                    HttpOnly = true,
                },
            ]);
            await window.GoAsync("/desk");
            return;
        }

        await window.GoAsync(await window.Desk.SetupLinkAsync());
        foreach (var (name, value) in SetupForm)
            await window.Page.Locator($"[name='Posted.{name}']").FillAsync(value);
        await window.Page.Locator("main button.btn-main").ClickAsync();
        await window.AtAsync("/desk");
        await window.ShownAsync();
    }

    /// <param name="role">merchant, agent, lead or admin.</param>
    public static async Task AddPersonAsync(this DeskProcess desk, string email, string name, string role)
    {
        string[] shop = role == "merchant" ? ["--shop", "lavka-tmin"] : [];
        var (code, output) = await desk.RunAsync(["user", "add", email, "--name", name, "--role", role, "--password", Password, .. shop]);
        Assert.True(code == 0, output);
    }

    public static async Task SignInAsync(this Window window, string email = AdminEmail, string password = Password)
    {
        await window.GoAsync("/sign-in");
        await window.Page.Locator("#email").FillAsync(email);
        await window.Page.Locator("#password").FillAsync(password);
        await window.Page.Locator("main button.btn-main").ClickAsync();
        await window.AtAsync("/desk");
        await window.ShownAsync();
    }

    public static async Task SignOutAsync(this Window window)
    {
        await window.Page.Locator(".rail .me-open").ClickAsync();
        await window.Page.Locator(".rail form[action='/sign-out'] button").ClickAsync();
        await window.AtAsync("/sign-in");
    }
}
