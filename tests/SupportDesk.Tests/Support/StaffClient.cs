using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Tests.Support;

/// <summary>Signs a person of the test desk in through the real form.</summary>
internal static partial class StaffClient
{
    public const string Password = "длинная фраза 1";

    public static async Task<HttpClient> SignInAsync(this DeskFixture desk, Actor actor)
    {
        await desk.SetPasswordAsync(actor);
        var client = desk.CreateClient();
        var answer = await client.PostSignInAsync(actor.Email!, Password);
        Assert.True(answer.Headers.Location?.OriginalString.EndsWith("/desk", StringComparison.Ordinal), $"{answer.StatusCode} {answer.Headers.Location}");
        return client;
    }

    public static async Task<HttpResponseMessage> PostSignInAsync(this HttpClient client, string email, string password, string query = "")
    {
        var page = await client.GetStringAsync("/sign-in" + query);
        return await client.PostAsync("/sign-in" + query, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value,
            ["Posted.Email"] = email,
            ["Posted.Password"] = password,
        }));
    }

    public static async Task SetPasswordAsync(this DeskFixture desk, Actor actor) =>
        Assert.True((await desk.UseAsync<UserManager<DeskUser>, IdentityResult>(async users =>
        {
            var user = (await users.FindByIdAsync(actor.UserId!.Value.ToString()))!;
            return await users.HasPasswordAsync(user) ? IdentityResult.Success : await users.AddPasswordAsync(user, Password);
        })).Succeeded);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
