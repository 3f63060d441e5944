using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Accounts.Sessions;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts.Own;

/// <summary>
/// Takes the forms of a person's own page. They are posted and not bound: no circuit holds a password, and the answer brings
/// the cookie that goes on with the changed account.
/// </summary>
internal static class OwnEndpoints
{
    public const string Page = SettingsPage.Root + "/me";
    public const string NamePath = Page + "/name";
    public const string PasswordPath = Page + "/password";

    public static void MapOwnAccount(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(NamePath, RenameAsync).RequireAuthorization();
        endpoints.MapPost(PasswordPath, SetPasswordAsync).RequireAuthorization();
    }

    private static async Task<IResult> RenameAsync(HttpContext http, [FromForm] string? name, ChangeOwnAccount change, OwnAnswer answer) =>
        await answer.ToAsync(http, await change.RenameAsync(name, Actor.From(http.User), http.RequestAborted));

    private static async Task<IResult> SetPasswordAsync(
        HttpContext http, [FromForm] string? current, [FromForm] string? password, ChangeOwnAccount change, SignInLimits limits, OwnAnswer answer)
    {
        // Who finds an open desk must not try passwords faster than who stands before the door.
        var actor = Actor.From(http.User);
        using var attempt = await limits.BeginAsync(http.Connection.RemoteIpAddress, actor.Email, http.RequestAborted);
        if (attempt is null)
            return answer.Refuse([new Problem("TooMany")]);
        var changed = await change.SetPasswordAsync(current, password, DeskSessions.IdOf(http.User), actor, http.RequestAborted);
        if (changed.Problems.Any(problem => problem.Code == "CurrentWrong"))
            attempt.Fail();
        return await answer.ToAsync(http, changed);
    }
}

/// <summary>Answers a form of a person's own page: with what is wrong, or with the page anew and a cookie for the changed account.</summary>
internal sealed class OwnAnswer(SignInManager<DeskUser> session, IStringLocalizer<AccountsText> texts)
{
    public async Task<IResult> ToAsync(HttpContext http, Result<DeskUser> changed)
    {
        if (!changed.Ok)
            return Refuse(changed.Problems);
        await session.SignInWithClaimsAsync(changed.Value, isPersistent: false, http.User.FindAll(DeskSessions.Claim));
        return Results.LocalRedirect(OwnEndpoints.Page + "?saved=true");
    }

    public IResult Refuse(IReadOnlyList<Problem> problems) => Results.Json(new
    {
        ok = false,
        problems = problems.Select(problem => new { field = problem.Field, text = texts[problem.Code, problem.Args!].Value }),
    });
}
