using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Accounts.Sessions;

internal static class SessionEndpoints
{
    /// <summary>Cookies are written by an answer to a plain request; a circuit has none to write them to.</summary>
    public static void MapSessionEndpoints(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/sign-out", async (HttpContext http, IAntiforgery antiforgery, SignInManager<DeskUser> session, DeskSessions ended) =>
        {
            if (!await antiforgery.IsRequestValidAsync(http))
                return Results.BadRequest();
            await ended.EndAsync(http.User, CancellationToken.None);
            await session.SignOutAsync();
            return Results.LocalRedirect("/sign-in");
        });
}
