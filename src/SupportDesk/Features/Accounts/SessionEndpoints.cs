using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Accounts;

internal static class SessionEndpoints
{
    /// <summary>Cookies are written by an answer to a plain request; a circuit has none to write them to.</summary>
    public static void MapSessionEndpoints(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/sign-out", async (HttpContext http, IAntiforgery antiforgery, SignInManager<DeskUser> session) =>
        {
            if (!await antiforgery.IsRequestValidAsync(http))
                return Results.BadRequest();
            await session.SignOutAsync();
            return Results.LocalRedirect("/sign-in");
        });
}
